import { randomInt } from "node:crypto";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { assertAllowance, lockSubmitter } from "@/lib/community/submissions/allowance";
import { duplicateSentence, findDuplicate } from "@/lib/community/submissions/duplicates";
import type { ByHandInput } from "@/lib/community/submissions/schema";
import { readAddress } from "@/lib/papers/address";
import { findPaper } from "@/lib/papers/papers";
import { readSource } from "@/lib/papers/read-source";
import { addSubmitted, type Moment, type Submitted } from "@/lib/papers/submitted";
import { titleKey } from "@/lib/papers/title-key";
import { assertMayPublish } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import type { PaperStatus } from "@/prisma/generated/enums";

/** A paper that the viewer entered by hand; only they see it. */
export type OwnEntry = { key: string; title: string; status: PaperStatus; submittedAt: Date | null };

/**
 * Stores a paper that the viewer entered by hand until a curator decides on it. Sending it again changes nothing.
 * @returns the paper's key
 * @throws AppError conflict when the paper exists; gone when it was removed; forbidden, too-many
 */
export async function enterPaper(viewer: Viewer, input: ByHandInput, moment: Moment): Promise<string> {
  assertMayPublish(viewer, "submit papers");
  const address = readAddress(input.link);
  const doi = address?.kind === "doi" ? address.doi : null;
  if (address?.kind === "arxiv") await assertUnknown(address.id);
  const text = readSource(typedText(input));
  if (!text.title) throw new AppError("invalid", "Write the paper's title.");
  if (text.authors.length === 0) throw new AppError("invalid", "Name the authors, one on each line.");
  const duplicate = await findDuplicate({ ...text, key: null, doi });
  if (duplicate) throw new AppError("conflict", duplicateSentence(duplicate));
  return getDb().$transaction(async (tx) => {
    await lockSubmitter(tx, viewer);
    const same = await findSame(tx, viewer, text.title);
    if (same) return same.key;
    await assertAllowance(viewer, moment.now, tx);
    return create(tx, viewer, { ...input, ...text, doi }, moment);
  });
}

/** The viewer's pending and declined papers that they entered by hand, newest first, at most 20. */
export function listOwnEntries(viewer: Viewer): Promise<OwnEntry[]> {
  return getDb().paper.findMany({
    where: { submitterId: viewer.id, status: { in: ["pending", "declined"] } },
    orderBy: { id: "desc" },
    take: 20,
    select: { key: true, title: true, status: true, submittedAt: true },
  });
}

async function assertUnknown(arxivId: string): Promise<void> {
  const paper = await findPaper(arxivId);
  if (paper?.status === "hidden") throw new AppError("gone", "This paper was removed from the hub.");
  if (paper) throw new AppError("conflict", `This paper is here already: /papers/${paper.key}.`);
}

/** What the viewer typed is the source of the paper's text. */
function typedText({ title, abstract, authors }: ByHandInput) {
  return { title, abstract, authors, comment: null, journalRef: null };
}

function findSame(tx: Tx, viewer: Viewer, title: string): Promise<{ key: string } | null> {
  return tx.paper.findFirst({
    where: { submitterId: viewer.id, status: "pending", titleKey: titleKey(title), title },
    select: { key: true },
  });
}

async function create(
  tx: Tx,
  viewer: Viewer,
  { link, ...text }: Omit<Submitted, "key" | "publishedAt"> & { link: string },
  moment: Moment,
): Promise<string> {
  const key = newKey();
  const paper = { ...text, key, sourceUrl: link, publishedAt: moment.now, status: "pending" as const };
  if (!(await addSubmitted(tx, viewer, paper, moment))) throw new Error(`The key ${key} is taken`);
  return key;
}

/** A random key that cannot be an arXiv id: `q-` and eight letters or digits, 2.8·10¹² possibilities. */
function newKey(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  return `q-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("")}`;
}
