/** Source code that verifies a webhook's signature. The page shows it to developers, and a test runs it. */
export const verifySnippet = `import { createHmac, timingSafeEqual } from "node:crypto";

function isFromQuire(secret, header, rawBody, now = Date.now()) {
  const form = /^t=(\\d+),v1=([0-9a-f]{64})$/;
  const [, t, v1] = form.exec(header ?? "") ?? [];
  if (!t || Math.abs(now / 1000 - Number(t)) > 300) return false;
  const hmac = createHmac("sha256", secret).update(t + "." + rawBody);
  const mine = hmac.digest("hex");
  return timingSafeEqual(Buffer.from(mine), Buffer.from(v1));
}`;
