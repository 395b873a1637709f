import { expect, it } from "vitest";
import { commentWords, cut, listWords } from "@/lib/programs/mcp/short-paper";

it("a long text is cut, a short one is unchanged", () => {
  expect(cut("abcdef", 6)).toBe("abcdef");
  expect(cut("abc def", 5)).toBe("abc…");
});

it("comments have their author and parent, and deleted ones say so", () => {
  const one = { id: 7, parentId: null, body: "One.", createdAt: "2026-03-02T12:00:00.000Z", deleted: false };
  const words = commentWords([
    { ...one, author: "ada" },
    { ...one, id: 8, parentId: 7, body: "", deleted: true, author: null },
  ]);
  expect(words).toContain("**ada**, 2026-03-02 (comment 7)\n\nOne.");
  expect(words).toContain("**somebody**, 2026-03-02 (comment 8, answering 7)\n\nDeleted.");
  expect(commentWords([])).toContain("None yet");
});

it("a list without papers says so", () => {
  expect(listWords([], "Trending in cs.CL")).toBe("Trending in cs.CL: no papers.");
});
