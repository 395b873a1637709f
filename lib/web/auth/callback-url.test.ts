import { beforeAll, describe, expect, it } from "vitest";
import { getConfig } from "@/lib/base/config";
import { assertCallbackUrl, badCallbackCookies, callbackTarget } from "@/lib/web/auth/callback-url";

const hub = "https://hub.example";

beforeAll(() => void Object.assign(getConfig(), { HUB_URL: hub }));

describe("where a sign-in leads to", () => {
  it.each([null, "", "/welcome?next=/x", `${hub}/welcome`, "/İ"])("may be %j", (text) =>
    expect(() => assertCallbackUrl(text)).not.toThrow(),
  );

  it.each(["nonsense", "//[", "javascript:alert(1)", "ftp://hub.example/", "http://[", "\\\\evil"])(
    "cannot be %j",
    (text) => expect(() => assertCallbackUrl(text)).toThrow(/callbackUrl/),
  );

  it("is not taken from a cookie that nobody can read", () => {
    const good = { "next-auth.callback-url": `${hub}/x`, "next-auth.csrf-token": "nonsense" };
    expect(badCallbackCookies(good)).toEqual([]);
    expect(badCallbackCookies({ "__Secure-next-auth.callback-url": "nonsense" })).toEqual([
      "__Secure-next-auth.callback-url",
    ]);
  });

  it.each([
    ["/welcome", `${hub}/welcome`],
    [`${hub}/İ`, `${hub}/%C4%B0`],
    ["https://evil.example/", hub],
    ["//evil.example/", hub],
    [`${hub}//evil.example/`, `${hub}/evil.example/`],
    [`${hub}/.//evil.example/`, `${hub}/evil.example/`],
    [`${hub}/\\\\evil.example/`, `${hub}/evil.example/`],
    ["nonsense", `${hub}/nonsense`],
    ["http://[", hub],
  ])("%s is %s in the end", (url, target) => expect(callbackTarget({ url, baseUrl: hub })).toBe(target));
});
