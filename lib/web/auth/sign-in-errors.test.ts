import { describe, expect, it } from "vitest";
import { signInError } from "@/lib/web/auth/sign-in-errors";
import { queryValue } from "@/lib/web/query";

describe("an error of the sign-in", () => {
  it("is a sentence for each of next-auth's codes", () => {
    const codes = ["Verification", "EmailSignin", "AccessDenied", "OAuthAccountNotLinked", "OAuthCallback"];
    const sentences = codes.map(signInError);
    expect(new Set(sentences).size).toBe(codes.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it("is a general sentence for anything else, which is never repeated", () => {
    for (const code of ["Callback", "constructor", "<script>alert(1)</script>"])
      expect(signInError(code)).toBe("Signing in did not work. Nothing was changed; try again.");
  });

  it("is null without a code", () => {
    expect(signInError(undefined)).toBeNull();
    expect(signInError("")).toBeNull();
  });
});

describe("a value of the query", () => {
  it("is one string, whatever the address contains", async () => {
    const query = Promise.resolve({ a: "1", b: ["2", "3"], c: undefined });
    const values = await Promise.all(["a", "b", "c", "d"].map((name) => queryValue(query, name)));
    expect(values).toEqual(["1", "2", "", ""]);
  });
});
