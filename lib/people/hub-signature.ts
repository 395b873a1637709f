import { createHmac, timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/base/config";

/**
 * An HMAC that proves that the hub itself wrote a text; the same text always has the same signature.
 * @param text must name its purpose, so that a signature made for another purpose is not valid for it
 */
export function hubSignature(text: string): string {
  const { NEXTAUTH_SECRET } = getConfig();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nothing can be signed");
  return createHmac("sha256", NEXTAUTH_SECRET).update(text).digest("base64url");
}

/** Whether a signature is the hub's signature of a text; compares in constant time. */
export function isHubSignature(signature: string, text: string): boolean {
  const given = Buffer.from(signature);
  const right = Buffer.from(hubSignature(text));
  return given.length === right.length && timingSafeEqual(given, right);
}
