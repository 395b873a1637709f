import { beforeAll, describe, expect, it } from "vitest";
import { getConfig } from "@/lib/base/config";
import type { Rendered } from "@/lib/server/front/page-cache";
import { addressProblem, problemPage } from "@/lib/server/front/problem-page";
import { readProblem } from "@/lib/web/problem";

beforeAll(() => void Object.assign(getConfig(), { NEXTAUTH_SECRET: "a-secret-for-the-tests-of-this-file" }));

describe("an address with a query that cannot be understood", () => {
  it.each([
    "/?window=bogus",
    "/trending?at=2026-13-45",
    "/search?q=a&year=0000",
    "/?window=day&window=bogus",
  ])("%s is refused", (url) =>
    expect(addressProblem(url)).toMatch(/^The parameter “(window|at|year)” must be /),
  );

  it.each([
    "/",
    "/?window=week",
    "/nowhere?window=bogus",
    "*",
    "http://hub/?window=bogus",
    "/?",
    "//[?window=bogus",
  ])("%s is not", (url) => expect(addressProblem(url)).toBeNull());
});

describe("the page about a problem", () => {
  const made: string[] = [];
  const render = async (path: string, cookie?: string): Promise<Rendered> => {
    made.push(path);
    const headers = { "content-type": "text/html", "content-security-policy": "script-src 'nonce-x'" };
    return { status: 200, headers, body: Buffer.from(`<p>${cookie ?? "nobody"}</p><script>1</script>`) };
  };

  it("has the sentence in its address, signed, and is made once for everybody who is signed out", async () => {
    const page = await problemPage("It cannot be.", render);
    expect(await problemPage("It cannot be.", render)).toBe(page);
    expect(made).toHaveLength(1);
    const { searchParams } = new URL(made[0] ?? "", "http://hub");
    expect(readProblem(searchParams.get("say") ?? "", searchParams.get("by") ?? "")).toBe("It cannot be.");
    expect(page).toMatchObject({ status: 400, body: Buffer.from("<p>nobody</p>") });
    expect(page.headers["content-security-policy"]).not.toContain("nonce");
  });

  it("is the reader's own for those who are signed in", async () => {
    const page = await problemPage("It cannot be.", render, "session=1");
    expect(page.status).toBe(400);
    expect(String(page.body)).toContain("session=1");
    expect(page.headers["content-security-policy"]).toContain("nonce-x");
  });
});
