import { createHash } from "node:crypto";
import { getConfig } from "@/lib/config";

/**
 * The Message-ID of a mail, which nobody else can guess.
 * @param name what it is, as its first words: `digest.12`
 * @param facts what the mail is made of: the same facts give the same id, however often it is sent
 */
export function messageIdOf(name: string, facts: string): string {
  const secret = createHash("sha256").update(facts).digest("hex").slice(0, 16);
  return `<${name}.${secret}@${new URL(getConfig().HUB_URL).hostname}>`;
}
