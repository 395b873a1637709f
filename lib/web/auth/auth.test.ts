import { describe, expect, it } from "vitest";
import { parseConfig } from "@/lib/base/config";
import { claimsSchema, mergeClaims, toUser } from "@/lib/web/auth/auth-claims";
import { githubClaims } from "@/lib/web/auth/auth-github";
import { listSignInWays, outsideProviders } from "@/lib/web/auth/auth-providers";
import { confirmUrl } from "@/lib/web/auth/sign-in-mail";

const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;

describe("the ways to sign in", () => {
  it("are only those that are configured", () => {
    expect(listSignInWays(parseConfig({}))).toEqual([]);
    const config = parseConfig({
      GITHUB_ID: "a",
      GITHUB_SECRET: "b",
      OIDC_ISSUER: "https://id.example/",
      OIDC_ID: "c",
      OIDC_SECRET: "d",
      OIDC_NAME: "University",
    });
    expect(listSignInWays(config)).toEqual([
      { id: "github", name: "GitHub" },
      { id: "oidc", name: "University" },
    ]);
    expect(outsideProviders(config)[1]?.wellKnown).toBe(
      "https://id.example/.well-known/openid-configuration",
    );
  });

  it("protect the callback if the provider supports it", () => {
    const config = parseConfig({ ORCID_ID: "a", ORCID_SECRET: "b", GOOGLE_ID: "c", GOOGLE_SECRET: "d" });
    const checks = outsideProviders(config).map((provider) => provider.checks);
    expect(checks).toEqual([
      ["state", "nonce"],
      ["pkce", "state", "nonce"],
    ]);
  });
});

describe("a provider's claims", () => {
  it("give an address only if it was verified", () => {
    const claims = { sub: "1", name: "Ada", email: "ada@example.org" };
    expect(toUser({ ...claims, email_verified: true })).toEqual({
      id: "1",
      name: "Ada",
      email: "ada@example.org",
    });
    expect(toUser({ ...claims, email_verified: false }).email).toBeNull();
    expect(toUser(claims).email).toBeNull();
  });

  it("give the person's name from any available claim", () => {
    expect(toUser({ sub: "1", given_name: "Ada", family_name: "Lovelace" }).name).toBe("Ada Lovelace");
    expect(toUser({ sub: "1", preferred_username: "ada" }).name).toBe("ada");
    expect(toUser({ sub: "1" }).name).toBeNull();
    expect(claimsSchema.parse({ sub: "1", name: 7, extra: "x" })).toEqual({ sub: "1" });
  });

  it("are merged if both answers are about the same person", () => {
    const merged = mergeClaims(token({ sub: "1", name: "Ada" }), { sub: "1", email: "ada@example.org" });
    expect(merged).toMatchObject({ name: "Ada", email: "ada@example.org" });
    expect(mergeClaims(token({ sub: "1" }), null)).toMatchObject({ sub: "1" });
    expect(() => mergeClaims(token({ sub: "1" }), { sub: "2" })).toThrow(/different people/);
    expect(() => mergeClaims("", null)).toThrow();
  });

  it("do not take an address for verified because the other answer's was", () => {
    const verified = token({ sub: "1", email: "own@example.org", email_verified: true });
    expect(toUser(mergeClaims(verified, { sub: "1", email: "typed@example.org" })).email).toBeNull();
    expect(toUser(mergeClaims(verified, { sub: "1", name: "Ada" })).email).toBe("own@example.org");
    expect(toUser(mergeClaims(verified, { sub: "1", email_verified: true })).email).toBe("own@example.org");
    const other = { sub: "1", email: "typed@example.org", email_verified: true };
    expect(toUser(mergeClaims(token({ sub: "1", email: "own@example.org" }), other)).email).toBe(
      "typed@example.org",
    );
    const unverified = token({ sub: "1", email: "own@example.org", email_verified: false });
    expect(toUser(mergeClaims(unverified, { sub: "1", email_verified: true })).email).toBeNull();
  });

  it("from GitHub take the verified primary address", () => {
    const user = { id: 5, login: "ada", name: null };
    const one = { email: "a@example.org", primary: true, verified: false };
    const two = { email: "b@example.org", primary: true, verified: true };
    expect(githubClaims(user, [one])).toMatchObject({ sub: "5", name: "ada", email: undefined });
    expect(toUser(githubClaims(user, [one, two])).email).toBe("b@example.org");
    expect(githubClaims(user, { message: "Not Found" }).email).toBeUndefined();
  });
});

describe("a mailed link", () => {
  const callback = (back: string) =>
    `http://localhost:3000/api/auth/callback/email?${new URLSearchParams({
      callbackUrl: back,
      token: "t0ken",
      email: "ada@example.org",
    })}`;

  it("leads to the page with the button, and then back to the previous page", () => {
    expect(confirmUrl(callback("http://localhost:3000/welcome?next=%2Fsubmit"))).toBe(
      "http://localhost:3000/sign-in/confirm?email=ada%40example.org&token=t0ken&next=%2Fsubmit",
    );
  });

  it("never leads to another site", () => {
    for (const back of ["http://localhost:3000/welcome?next=//evil.example", "https://evil.example/", "x"])
      expect(confirmUrl(callback(back))).toMatch(/token=t0ken$/);
  });
});
