import { AppError } from "@/lib/base/errors";
import { listCommentsJson } from "@/lib/programs/huggingface/comments";
import type { PaperInfoJson } from "@/lib/programs/huggingface/contract";
import { toPaperInfoJson } from "@/lib/programs/huggingface/paper-json";
import { findPaperRow } from "@/lib/programs/huggingface/paper-rows";

/** One paper, as `GET /api/papers/{id}` gives it, with its discussion if asked. @throws AppError not-found */
export async function getPaperInfo(
  key: string,
  { field }: { field?: "comments" | undefined } = {},
): Promise<PaperInfoJson> {
  const row = await findPaperRow(key);
  if (!row) throw new AppError("not-found", "There is no such paper here.");
  const info = toPaperInfoJson(row);
  return field ? { ...info, comments: await listCommentsJson(row.id) } : info;
}
