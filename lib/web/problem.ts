import { redirect } from "next/navigation";
import { hubSignature, isHubSignature } from "@/lib/people/hub-signature";
import type { FormState } from "@/lib/web/form";

/** Leads to the page that says why a form without JavaScript was refused, if it was. */
export function tellProblem(state: FormState): void {
  const say = state?.error;
  if (say) redirect(`/problem?${new URLSearchParams({ say, by: hubSignature(signed(say)) })}`);
}

/** The sentence that an address of that page says; null for one that the hub did not make: it would lend it its voice. */
export function readProblem(say: string, by: string): string | null {
  return isHubSignature(by, signed(say)) ? say : null;
}

const signed = (say: string) => `problem: ${say}`;
