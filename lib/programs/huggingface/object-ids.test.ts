import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameId, objectId, readObjectId } from "@/lib/programs/huggingface/object-ids";

const at = new Date("2026-03-02T12:00:00.789Z");

describe("an object id", () => {
  it("is 24 hex digits that begin with the time of the row's creation, and never changes", () => {
    const seconds = Math.floor(at.getTime() / 1000).toString(16);
    expect(objectId("comment", 255, at)).toBe(`${seconds}03000000000000ff`);
    expect(objectId("author", 16, at, 2)).toBe(`${seconds}0400000200000010`);
  });

  it("can be decoded to its row, and differs for another row, kind or place", () => {
    const id = fc.integer({ min: 0, max: 2_147_483_647 });
    const place = fc.integer({ min: 0, max: 10_000 });
    const kind = fc.constantFrom("person", "discussion", "comment", "author" as const);
    fc.assert(
      fc.property(kind, id, place, (kind, id, place) => {
        expect(readObjectId(objectId(kind, id, at, place), kind)).toEqual({ kind, id, place });
        const other = kind === "person" ? "comment" : "person";
        expect(readObjectId(objectId(kind, id, at, place), other)).toBeNull();
      }),
    );
  });

  it.each(["", "12", "z".repeat(24), "a".repeat(25), "ffffffff03000000ffffffff", "../../etc/passwd"])(
    "is none of ours: %s",
    (text) => expect(readObjectId(text, "comment")).toBeNull(),
  );

  it("is made from the name if there is no row", () => {
    expect(nameId("NVIDIA")).toMatch(/^[0-9a-f]{24}$/);
    expect(nameId("NVIDIA")).toBe(nameId("NVIDIA"));
    expect(nameId("NVIDIA")).not.toBe(nameId("Tencent"));
  });
});
