import { createHmac } from "node:crypto";

/**
 * The signature by which the receiver knows that a message is the hub's and recent: the time, and the HMAC-SHA256 of the
 * time, a dot and the body, with the webhook's secret as key.
 */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${digest}`;
}
