import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { addComment } from "@/lib/community/comments/comments";
import { assertAllowance, lockSubmitter } from "@/lib/community/submissions/allowance";
import { type Duplicate, duplicateSentence, findDuplicate } from "@/lib/community/submissions/duplicates";
import { fetchRecord, type PaperSource } from "@/lib/community/submissions/fetched";
import type { SubmissionInput } from "@/lib/community/submissions/schema";
import { type PaperAddress, readAddress } from "@/lib/papers/address";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { doiKey } from "@/lib/papers/dois";
import { findPaper, type Paper } from "@/lib/papers/papers";
import { addSubmitted, fromRecord, type Moment } from "@/lib/papers/submitted";
import { upvotePaper } from "@/lib/papers/upvotes";
import { assertMayPublish } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

export type Prepared =
  | { kind: "here"; paper: Paper }
  | { kind: "duplicate"; duplicate: Duplicate }
  | { kind: "new"; record: PaperRecord };

/**
 * Looks up what the viewer wants to submit, without writing anything.
 * @param text an arXiv id or URL, or a DOI in any form
 * @returns the listed paper, the same work under another key, or arXiv's record of a new paper
 * @throws AppError invalid (no id or URL of a paper, or a DOI that cannot be fetched), not-found (unknown to arXiv),
 * unprocessable (withdrawn), unavailable (arXiv does not answer), gone (removed here), forbidden, too-many
 */
export async function prepareSubmission(
  viewer: Viewer,
  text: string,
  { client, now }: { client: PaperSource; now: Date },
): Promise<Prepared> {
  assertMayPublish(viewer, "submit papers");
  const address = readAddress(text);
  if (!address) throw new AppError("invalid", notAPaper);
  const paper = await findAddressed(address);
  if (paper?.status === "listed") return { kind: "here", paper };
  if (paper?.status === "hidden") throw new AppError("gone", "This paper was removed from the hub.");
  if (address.kind === "doi") throw new AppError("invalid", notFetched);
  await assertAllowance(viewer, now);
  const record = await fetchRecord(client, address.id);
  const duplicate = await findDuplicate({ ...record, key: record.arxivId });
  return duplicate ? { kind: "duplicate", duplicate } : { kind: "new", record };
}

/**
 * Adds a paper to today's feed under the viewer's name, with their upvote and comment if they ask for them. Its metadata
 * comes from arXiv, never from the form. Repeated or concurrent calls add it once; for a paper that is listed already
 * only upvote and comment are added.
 * @returns the paper's key, and whether it is new
 * @throws AppError as prepareSubmission does; conflict, with the other paper's path, for the same work under another
 * key
 */
export async function submitPaper(
  viewer: Viewer,
  input: SubmissionInput,
  deps: Moment & { client: PaperSource },
): Promise<{ key: string; isNew: boolean }> {
  const prepared = await prepareSubmission(viewer, input.id, deps);
  if (prepared.kind === "duplicate") throw new AppError("conflict", duplicateSentence(prepared.duplicate));
  const key = prepared.kind === "here" ? prepared.paper.key : prepared.record.arxivId;
  const isNew = prepared.kind === "new" && (await insert(viewer, prepared.record, input, deps));
  if (input.upvote) await upvotePaper(viewer, key, deps.now);
  if (input.comment) await addComment(viewer, key, input.comment, { now: deps.now });
  return { key, isNew };
}

const notAPaper =
  "This is not the address of a paper; give an arXiv id such as 2601.05230, or an address at arxiv.org or doi.org.";
const notFetched =
  "There is no paper with this DOI here yet, and only papers on arXiv can be fetched; please enter this one by hand.";

async function findAddressed(address: PaperAddress): Promise<Paper | null> {
  if (address.kind === "arxiv") return findPaper(address.id);
  const found = await getDb().paper.findFirst({
    where: { doiKeys: { has: doiKey(address.doi) }, status: { in: ["listed", "hidden"] } },
    // The enum declares `listed` before `hidden`, so a listed paper comes first.
    orderBy: [{ status: "asc" }, { id: "asc" }],
    select: { key: true },
  });
  return found && findPaper(found.key);
}

function insert(
  viewer: Viewer,
  record: PaperRecord,
  { codeUrl, projectUrl }: SubmissionInput,
  moment: Moment,
): Promise<boolean> {
  return getDb().$transaction(async (tx) => {
    await lockSubmitter(tx, viewer);
    // A double click may have added the paper while this call waited, which must not count towards the limit.
    if (await tx.paper.findUnique({ where: { key: record.arxivId }, select: { id: true } })) return false;
    await assertAllowance(viewer, moment.now, tx);
    return addSubmitted(tx, viewer, { ...fromRecord(record), codeUrl, projectUrl }, moment);
  });
}
