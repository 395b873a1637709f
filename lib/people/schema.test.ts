import { describe, expect, it, vi } from "vitest";
import { listTimeZones } from "@/lib/base/time-zones";
import { emailSchema, profileSchema, usernameSchema } from "@/lib/people/schema";

const given = { name: " Ada ", bio: "One.\r\nTwo.", links: "", timeZone: "" };
const problem = (fields: object) =>
  profileSchema.safeParse({ ...given, ...fields }).error?.issues[0]?.message;

describe("a profile", () => {
  it("is trimmed and takes links by line", () => {
    const links = "https://ada.example\n\nhttps://orcid.org/0000-0001\n";
    expect(profileSchema.parse({ ...given, links, timeZone: "Europe/Paris" })).toEqual({
      name: "Ada",
      bio: "One.\nTwo.",
      links: ["https://ada.example", "https://orcid.org/0000-0001"],
      timeZone: "Europe/Paris",
    });
    expect(profileSchema.parse({ ...given, links: ["https://ada.example"] }).links).toHaveLength(1);
    expect(profileSchema.parse(given)).toMatchObject({ links: [], timeZone: null });
  });

  it.each([
    [{ name: "a".repeat(81) }, /80/],
    [{ bio: "a".repeat(1001) }, /1,000/],
    [{ links: "http://ada.example" }, /https/],
    [{ links: "javascript:alert(1)" }, /https/],
    [{ links: Array(6).fill("https://ada.example") }, /five/],
    [{ timeZone: "Mars/Olympus" }, /time zone/],
    [{ links: `https://ada.example/${"a".repeat(300)}` }, /300 characters/],
  ])("refuses %j", (fields, sentence) => {
    expect(problem(fields)).toMatch(sentence);
  });
});

it("a profile of very many links, or of one with an endless host, is refused before the links are parsed", () => {
  const canParse = vi.spyOn(URL, "canParse");
  expect(problem({ links: "a\n".repeat(70_000) })).toMatch(/At most five links/);
  expect(problem({ links: `https://${"é".repeat(140_000)}.example` })).toMatch(/300 characters/);
  expect(canParse).not.toHaveBeenCalled();
});

describe("other fields", () => {
  it("fold a username and say what is wrong with it", () => {
    expect(usernameSchema.parse(" Ada ")).toBe("ada");
    expect(usernameSchema.safeParse("a").error?.issues[0]?.message).toMatch(/3 to 30/);
  });

  it("fold an email address and refuse invalid ones", () => {
    expect(emailSchema.parse(" Ada@Example.ORG ")).toBe("ada@example.org");
    for (const wrong of ["ada", "ada@", "a@b@c.org", `${"a".repeat(250)}@example.org`])
      expect(emailSchema.safeParse(wrong).success).toBe(false);
  });

  it("offer every time zone once, UTC first", () => {
    const zones = listTimeZones();
    expect(zones[0]).toBe("UTC");
    expect(new Set(zones).size).toBe(zones.length);
  });
});
