import { dayIn } from "@/lib/base/time";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { authorSlug } from "@/lib/papers/author-slug";
import { priorHeat } from "@/lib/papers/heat";
import { lastVersion } from "@/lib/papers/incoming";
import { titleKey } from "@/lib/papers/title-key";
import type { Viewer } from "@/lib/people/viewer";
import type { Prisma } from "@/prisma/generated/client";

/** A moment, and the hub's time zone, which decides what day it is. */
export type Moment = { now: Date; timeZone: string };

type Row = Prisma.PaperCreateManyInput;
type Brought = Pick<Row, "key" | "title" | "abstract" | "publishedAt"> &
  Partial<Row> & { authors: string[]; topics: string[] };

/** A row for a paper that the viewer brings now. */
export function newRow(viewer: Viewer, paper: Brought, moment: Moment): Row {
  return {
    ...paper,
    titleKey: titleKey(paper.title),
    authorSlugs: paper.authors.map(authorSlug),
    source: "submission",
    submitterId: viewer.id,
    submittedAt: moment.now,
    ...arrival(moment),
  };
}

/** The columns that put a paper without votes into today's feed. */
export function arrival({ now, timeZone }: Moment): { announcedAt: Date; day: Date; heat: number } {
  return { announcedAt: now, day: new Date(dayIn(timeZone, now)), heat: priorHeat(now) };
}

/** What arXiv says about a paper, as columns. */
export function fromRecord(record: PaperRecord): Brought {
  const { arxivId, title, abstract, authors, comment, journalRef, doi, licence, publishedAt } = record;
  return {
    key: arxivId,
    ...{ title, abstract, authors, comment, journalRef, doi, licence, publishedAt },
    topics: [...new Set(record.topics)],
    versions: record.versions.map(({ version, at }) => ({ version, at: at.toISOString() })),
    version: lastVersion(record),
  };
}
