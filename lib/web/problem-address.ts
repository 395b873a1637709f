import { hubSignature } from "@/lib/people/hub-signature";

/** The address of the page that shows a sentence about what went wrong; signed, so that nobody else can put words into the hub's mouth. */
export function problemAddress(say: string): string {
  return `/problem?${new URLSearchParams({ say, by: hubSignature(signedProblem(say)) })}`;
}

/** The text that is signed for such a sentence. */
export function signedProblem(say: string): string {
  return `problem: ${say}`;
}
