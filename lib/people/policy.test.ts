import { describe, expect, it } from "vitest";
import { minus, plus } from "@/lib/base/time";
import {
  assertMayPublish,
  canAdminister,
  canBan,
  canComment,
  canCurate,
  canModerate,
  canPublish,
  canSubmit,
  isNew,
} from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

const now = new Date("2026-03-02T12:00:00Z");
const made = (given: Partial<Viewer> = {}): Viewer => ({
  id: 1,
  username: "ada",
  role: "member",
  banned: false,
  createdAt: new Date("2026-01-01T00:00:00Z"),
  ...given,
});

describe("what each role may do", () => {
  it.each([
    ["member", false, false, false],
    ["curator", true, false, false],
    ["moderator", true, true, false],
    ["admin", true, true, true],
  ] as const)("%s", (role, curate, moderate, administer) => {
    const viewer = made({ role });
    expect([canCurate(viewer), canModerate(viewer), canAdminister(viewer)]).toEqual([
      curate,
      moderate,
      administer,
    ]);
  });

  it("is nothing once banned", () => {
    const viewer = made({ role: "admin", banned: true });
    expect([canCurate(viewer), canModerate(viewer), canAdminister(viewer), canComment(viewer)]).toEqual(
      Array(4).fill(false),
    );
  });
});

describe("what others see", () => {
  it("is changed by nobody who is banned, and the refusal names the act", () => {
    expect(canPublish(made())).toBe(true);
    expect(() => assertMayPublish(made({ role: "admin" }))).not.toThrow();
    const banned = made({ role: "admin", banned: true });
    expect(canPublish(banned)).toBe(false);
    expect(() => assertMayPublish(banned)).toThrow(
      "This account is banned and cannot change anything that others see.",
    );
    expect(() => assertMayPublish(banned, "comment")).toThrow("This account is banned and cannot comment.");
  });
});

describe("banning", () => {
  it("is possible for people of lower rank only", () => {
    const moderator = made({ role: "moderator" });
    expect(canBan(moderator, { id: 2, role: "member" })).toBe(true);
    expect(canBan(moderator, { id: 2, role: "curator" })).toBe(true);
    expect(canBan(moderator, { id: 2, role: "moderator" })).toBe(false);
    expect(canBan(made({ role: "admin" }), { id: 2, role: "moderator" })).toBe(true);
    expect(canBan(made({ role: "curator" }), { id: 2, role: "member" })).toBe(false);
    expect(canBan(made({ role: "admin" }), { id: 1, role: "member" })).toBe(false);
  });
});

describe("submitting", () => {
  const young = minus(now, { hours: 1 });

  it("is open to everybody who is not banned", () => {
    expect(canSubmit(made(), 15, now)).toBe(true);
    expect(canSubmit(made({ banned: true }), 0, now)).toBe(false);
    expect(canComment(made())).toBe(true);
  });

  it("is limited to two papers on an account's first day", () => {
    const viewer = made({ createdAt: young });
    expect([0, 1, 2].map((n) => canSubmit(viewer, n, now))).toEqual([true, true, false]);
    expect(canSubmit(made({ createdAt: young, role: "curator" }), 9, now)).toBe(true);
    expect(isNew(viewer, now)).toBe(true);
    expect(canSubmit(viewer, 2, plus(young, { hours: 24 }))).toBe(true);
  });
});
