import { listCommentsJson } from "@/lib/api/comments";
import type { PaperInfoJson } from "@/lib/api/contract";
import { toPaperInfoJson } from "@/lib/api/paper-json";
import { findPaperRow } from "@/lib/api/paper-rows";
import { AppError } from "@/lib/base/errors";

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
