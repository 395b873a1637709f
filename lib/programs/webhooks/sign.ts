import { createHmac } from "node:crypto";

/**
 * What proves to the receiver that a message is the hub's and fresh: the moment, and the HMAC-SHA256 of the moment, a
 * dot and the body, under the webhook's secret.
 */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${digest}`;
}
