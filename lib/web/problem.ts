import { redirect } from "next/navigation";
import { isHubSignature } from "@/lib/people/hub-signature";
import type { FormState } from "@/lib/web/form";
import { problemAddress, signedProblem } from "@/lib/web/problem-address";

/** Redirects to the page that says why a form without JavaScript was refused, if it was. */
export function tellProblem(state: FormState): void {
  const say = state?.error;
  if (say) redirect(problemAddress(say));
}

/** The sentence in an address of that page; null if the signature is not the hub's, so that nobody else can put words into the hub's mouth. */
export function readProblem(say: string, by: string): string | null {
  return isHubSignature(by, signedProblem(say)) ? say : null;
}
