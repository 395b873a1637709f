import { createHmac, timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/base/config";

/** What proves that the hub itself wrote a text, the same for ever. @param text with its purpose in it, so that no other serves for it */
export function hubSignature(text: string): string {
  const { NEXTAUTH_SECRET } = getConfig();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nothing can be signed");
  return createHmac("sha256", NEXTAUTH_SECRET).update(text).digest("base64url");
}

/** Whether a signature is the hub's for this text. */
export function isHubSignature(signature: string, text: string): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(hubSignature(text))];
  return given.length === right.length && timingSafeEqual(given, right);
}
