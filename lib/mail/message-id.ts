import { createHash } from "node:crypto";
import { getConfig } from "@/lib/base/config";

/**
 * The Message-ID of a mail, with angle brackets.
 * @param name what the mail is, the first part of the id: `digest.12`
 * @param facts what identifies the mail: the same facts give the same id, however often the mail is sent. With a secret
 * among them nobody can guess the id.
 */
export function messageIdOf(name: string, facts: string): string {
  const hash = createHash("sha256").update(facts).digest("hex").slice(0, 16);
  return `<${name}.${hash}@${new URL(getConfig().HUB_URL).hostname}>`;
}
