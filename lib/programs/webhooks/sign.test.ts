import * as crypto from "node:crypto";
import { expect, it } from "vitest";
import { verifySnippet } from "@/components/developers/verify-snippet";
import { signatureOf } from "@/lib/programs/webhooks/sign";

type Verify = (secret: string, header: string | undefined, body: string, now: number) => boolean;

/** The function that developers are shown, made to run. */
function readSnippet(): Verify {
  const body = verifySnippet.replace(/^import .*$/m, "const { createHmac, timingSafeEqual } = crypto;");
  return new Function("crypto", `${body}\nreturn isFromQuire;`)(crypto);
}

const at = new Date("2026-03-12T09:30:00.500Z");
const body = JSON.stringify({ event: "test", data: { message: "Schrödinger’s ☃" } });

it("a message's signature is verified by the function that the developers' page shows", () => {
  const verify = readSnippet();
  const header = signatureOf("whsec_one", body, at);
  const now = at.getTime();
  expect(header).toMatch(/^t=1773307800,v1=[0-9a-f]{64}$/);
  expect(verify("whsec_one", header, body, now)).toBe(true);
  expect(verify("whsec_two", header, body, now)).toBe(false);
  expect(verify("whsec_one", header, `${body} `, now)).toBe(false);
  expect(verify("whsec_one", header.replace("t=17", "t=18"), body, now)).toBe(false);
  expect(verify("whsec_one", header, body, now + 301_000)).toBe(false);
  for (const wrong of [undefined, "", "t=1,v1=", "v1=00"])
    expect(verify("whsec_one", wrong, body, now)).toBe(false);
});
