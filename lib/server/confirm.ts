import { once } from "node:events";
import { createInterface } from "node:readline/promises";

/**
 * Asks a question on the terminal; Ctrl-C and Ctrl-D mean no.
 * @returns whether the answer is yes; null when there is no terminal to ask on
 */
export async function confirm(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = once(terminal, "close").then(() => "");
    const answer = await Promise.race([terminal.question(`${question} [y/N] `).catch(() => ""), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
