import { createHmac, timingSafeEqual } from "node:crypto";
import { redirect } from "next/navigation";
import { getConfig } from "@/lib/config";
import type { FormState } from "@/lib/web/form";

/** Leads to the page that says why a form without JavaScript was refused, if it was. */
export function tellProblem(state: FormState): void {
  const say = state?.error;
  if (say) redirect(`/problem?${new URLSearchParams({ say, by: signatureOf(say) })}`);
}

/** The sentence that an address of that page says; null for one that the hub did not make: it would lend it its voice. */
export function readProblem(say: string, by: string): string | null {
  const [given, right] = [Buffer.from(by), Buffer.from(signatureOf(say))];
  return given.length === right.length && timingSafeEqual(given, right) ? say : null;
}

function signatureOf(sentence: string): string {
  const { NEXTAUTH_SECRET } = getConfig();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: sentences cannot be signed");
  return createHmac("sha256", NEXTAUTH_SECRET).update(`problem: ${sentence}`).digest("base64url");
}
