import { createHash } from "node:crypto";
import { getConfig } from "@/lib/base/config";

/**
 * The Message-ID of a mail.
 * @param name what it is, as its first words: `digest.12`
 * @param facts what the mail is made of: the same facts give the same id, however often it is sent; with a secret among
 * them nobody can guess it
 */
export function messageIdOf(name: string, facts: string): string {
  const mark = createHash("sha256").update(facts).digest("hex").slice(0, 16);
  return `<${name}.${mark}@${new URL(getConfig().HUB_URL).hostname}>`;
}
