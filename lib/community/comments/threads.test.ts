import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "@/lib/community/comments/rules";
import { arrangeThreads, maxDepth } from "@/lib/community/comments/threads";

const comment = (id: number, parentId: number | null = null): Comment => ({
  id,
  parentId,
  body: `Comment ${id}`,
  parts: [],
  deleted: false,
  author: "somebody",
  createdAt: new Date(id * 1000),
});

const order = (comments: Comment[]) =>
  arrangeThreads(comments).map(({ comment: { id }, depth, answers }) => [id, depth, answers?.id ?? null]);

describe("the order of a discussion", () => {
  it("puts replies below their parents, each in chronological order", () => {
    const came = [comment(1), comment(2), comment(3, 1), comment(4, 2), comment(5, 1), comment(6, 3)];
    expect(order(came)).toEqual([
      [1, 0, null],
      [3, 1, 1],
      [6, 2, 3],
      [5, 1, 1],
      [2, 0, null],
      [4, 1, 2],
    ]);
  });

  it("treats a reply as top-level when its parent is missing", () => {
    expect(order([comment(7, 3), comment(8, 7)])).toEqual([
      [7, 0, null],
      [8, 1, 7],
    ]);
  });

  it("limits the indentation of long chains", () => {
    const chain = Array.from({ length: 500 }, (_, i) => comment(i + 1, i || null));
    expect(Math.max(...arrangeThreads(chain).map(({ depth }) => depth))).toBe(maxDepth);
  });

  it("shows every comment once, for any tree of replies", () => {
    const parents = fc.array(fc.option(fc.nat(40)), { maxLength: 40 });
    fc.assert(
      fc.property(parents, (answered) => {
        // A comment can only reply to an earlier one.
        const came = answered.map((parent, i) =>
          comment(i + 1, parent !== null && parent < i + 1 ? parent : null),
        );
        const ids = arrangeThreads(came).map(({ comment: { id } }) => id);
        expect(ids.toSorted((a, b) => a - b)).toEqual(came.map(({ id }) => id));
      }),
    );
  });
});
