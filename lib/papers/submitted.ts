import { getDb, type Prisma, type Tx } from "@/lib/base/db";
import { dayIn } from "@/lib/base/time";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { authorSlug } from "@/lib/papers/author-slug";
import { makeCiteKey } from "@/lib/papers/cite-key";
import { listDois } from "@/lib/papers/dois";
import { linksVersion } from "@/lib/papers/find-links";
import { priorHeat } from "@/lib/papers/heat";
import { lastVersion } from "@/lib/papers/incoming";
import { tellOfPapersSql } from "@/lib/papers/news";
import { linksOfNew } from "@/lib/papers/paper-links";
import { readerVersion, type SourceText } from "@/lib/papers/read-source";
import { titleKey } from "@/lib/papers/title-key";
import { withSuccessors } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

/** The current time, and the hub's time zone, which decides the current day. */
export type Moment = { now: Date; timeZone: string };

type Row = Prisma.PaperCreateManyInput;

/** The columns of a submitted paper, and what its source said. */
export type Submitted = Pick<Row, "key" | "title" | "abstract" | "publishedAt"> &
  Partial<Omit<Row, "codeUrl" | "projectUrl" | "comment">> & {
    authors: string[];
    topics: string[];
    comment?: string | null;
    codeUrl?: string | null;
    projectUrl?: string | null;
    sourceText: SourceText;
  };

/**
 * Inserts a paper that the viewer submits now. A paper whose key already exists stays as it is.
 * @returns whether it was added
 */
export async function addSubmitted(
  tx: Tx,
  viewer: Viewer,
  { sourceText, codeUrl, projectUrl, ...paper }: Submitted,
  moment: Moment,
): Promise<boolean> {
  const row = {
    ...paper,
    titleKey: titleKey(paper.title),
    citeKey: makeCiteKey({ ...paper, publishedAt: new Date(paper.publishedAt) }),
    authorSlugs: paper.authors.map(authorSlug),
    source: "submission" as const,
    linksVersion,
    submitterId: viewer.id,
    submittedAt: moment.now,
    ...arrival(moment),
  };
  const [added] = await tx.paper.createManyAndReturn({
    data: [row],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!added) return false;
  await tx.sourceText.create({ data: { ...sourceText, paperId: added.id, readerVersion } });
  const { abstract, comment = null } = paper;
  const links = linksOfNew({ abstract, comment, codeUrl, projectUrl }, "person", sourceText);
  await tx.paperLink.createMany({ data: links.map((link) => ({ ...link, paperId: added.id })) });
  await tx.$queryRaw(tellOfPapersSql([paper.key]));
  return true;
}

/** Lists a pending paper in today's feed, under a key that may be new. A paper with any other status stays as it is. */
export async function listSubmitted(pendingKey: string, key: string, moment: Moment): Promise<void> {
  // The citation key contains the key. No list has shown a pending paper yet, so a new one changes nobody's bibliography.
  const changed = key === pendingKey ? {} : { key, citeKey: null };
  const data = { ...changed, status: "listed" as const, ...arrival(moment) };
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.paper.updateMany({ where: { key: pendingKey, status: "pending" }, data });
    if (count > 0) await tx.$queryRaw(tellOfPapersSql([key]));
  });
}

/** An arXiv record as the columns of a submitted paper. */
export function fromRecord(record: PaperRecord): Submitted {
  const { arxivId, title, abstract, authors, comment, journalRef, doi, licence, publishedAt } = record;
  const { familyNames = [], sourceText = { title, abstract, authors, comment, journalRef } } = record;
  return {
    key: arxivId,
    title,
    abstract,
    authors,
    familyNames,
    sourceText,
    comment,
    journalRef,
    doi,
    dois: listDois(record),
    licence,
    publishedAt,
    topics: withSuccessors(record.topics),
    versions: record.versions.map(({ version, at }) => ({ version, at: at.toISOString() })),
    version: lastVersion(record),
  };
}

/** The columns that put a paper without votes and comments into today's feed. */
function arrival({ now, timeZone }: Moment): { announcedAt: Date; day: Date; heat: number } {
  return { announcedAt: now, day: new Date(dayIn(timeZone, now)), heat: priorHeat(now) };
}
