import { describe, expect, it } from "vitest";
import { safeNext, signInPath, welcomePath } from "@/lib/web/next-path";

describe("the next path", () => {
  it.each(["/", "/papers/2603.00001", "/?topic=cs.CL&sort=new#p3", "/search?q=a%20b"])("keeps %s", (path) => {
    expect(safeNext(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "papers",
    "",
    undefined,
    ["/a"],
    `/${"a".repeat(3000)}`,
  ])("turns %j into the front page", (path) => {
    expect(safeNext(path)).toBe("/");
  });

  it("has no second slash in front after dots are resolved", () => {
    expect(safeNext("/.//evil.example")).toBe("/evil.example");
    expect(safeNext("/a/..//evil.example")).toBe("/evil.example");
  });

  it("is carried by the sign-in and welcome pages' addresses", () => {
    expect(signInPath("/settings?x=1")).toBe("/sign-in?next=%2Fsettings%3Fx%3D1");
    expect(signInPath("//evil.example")).toBe("/sign-in");
    expect(welcomePath("/")).toBe("/welcome");
  });
});
