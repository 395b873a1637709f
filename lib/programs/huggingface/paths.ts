import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { canonicalKey } from "@/lib/papers/keys";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";

const parts = z.object({ path: z.array(z.string().max(200)).max(6) });

/** The paper that an address ends in: ids of the old kind have a slash in them, so it may be several parts. */
export const paperPath = parts.transform(({ path }) => keyOf(path));

/** What can be sent to a paper: links, a comment, or a reply to a comment (with that comment's id). */
export type Sending = { kind: "links" | "comment"; key: string } | { kind: "reply"; key: string; to: number };

/** `{id}/links`, `{id}/comment` or `{id}/comment/{comment}/reply`, read from the end. */
export const sendingPath = parts.transform(({ path }): Sending => {
  const last = path.at(-1);
  if (last === "links" || last === "comment") return { kind: last, key: keyOf(path.slice(0, -1)) };
  if (last !== "reply" || path.at(-3) !== "comment")
    throw new AppError("not-found", "There is no such address in the API.");
  const to = readObjectId(path.at(-2) ?? "", "comment");
  if (!to) throw new AppError("not-found", "There is no such comment on this paper.");
  return { kind: "reply", key: keyOf(path.slice(0, -3)), to: to.id };
});

/** The arXiv id in `{id}/repos`. */
export const reposPath = parts.transform(({ path }) => {
  if (path.at(-1) !== "repos") throw new AppError("not-found", "There is no such address in the API.");
  return keyOf(path.slice(0, -1));
});

function keyOf(path: string[]): string {
  const key = canonicalKey(decode(path.join("/")));
  if (key === null) throw new AppError("not-found", "There is no such paper here.");
  return key;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is no part of an id, encoded or not.
    return text;
  }
}
