import { createHash } from "node:crypto";
import { getConfig } from "@/lib/base/config";

/**
 * The Message-ID of a mail, with angle brackets.
 * @param name the kind of mail, which begins the id: `digest.12`
 * @param facts a text that identifies the mail: the same text always gives the same id. If it contains a secret, nobody can
 * guess the id.
 */
export function messageIdOf(name: string, facts: string): string {
  const hash = createHash("sha256").update(facts).digest("hex").slice(0, 16);
  return `<${name}.${hash}@${new URL(getConfig().HUB_URL).hostname}>`;
}
