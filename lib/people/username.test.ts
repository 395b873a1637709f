import { describe, expect, it } from "vitest";
import { foldUsername, suggestUsername, usernameCandidates, usernameProblem } from "@/lib/people/username";

describe("a username", () => {
  it.each(["ada", "ada-lovelace", "r2d2", "0x9", "a".repeat(30)])("may be %s", (name) => {
    expect(usernameProblem(name)).toBeNull();
  });

  it.each(["ab", "a".repeat(31), "-ada", "ada-", "a--b", "Ada", "a_b", "a b", "adá", "", "аda"])(
    "may not be %j",
    (name) => {
      expect(usernameProblem(name)).toMatch(/\.$/);
    },
  );

  it.each(["admin", "settings", "sign-in", "api", "moderator", "papers"])("is not %s", (name) => {
    expect(usernameProblem(name)).toMatch(/kept for the hub/);
  });

  it("is kept in lower case", () => {
    expect(foldUsername("  Ada-L ")).toBe("ada-l");
  });

  it("has alternatives, all well formed", () => {
    for (const name of ["ada", "a".repeat(30), `${"a".repeat(25)}-b`])
      for (const candidate of usernameCandidates(name)) {
        expect(usernameProblem(candidate)).toBeNull();
        expect(candidate).not.toBe(name);
      }
    expect(usernameCandidates("ada").length).toBeGreaterThan(4);
  });

  it("is suggested from a name or an address", () => {
    expect(suggestUsername("Émilie du Châtelet")).toBe("emilie-du-chatelet");
    expect(suggestUsername("ada.lovelace@example.org")).toBe("ada-lovelace");
    expect(suggestUsername("李")).toBe("");
    expect(suggestUsername("admin@example.org")).toBe("");
  });
});
