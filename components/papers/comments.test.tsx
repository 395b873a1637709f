import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Comments } from "@/components/papers/comments";

const comment = {
  id: 7,
  parentId: null,
  body: "Good.",
  parts: [{ kind: "text" as const, text: "Good." }],
  createdAt: new Date("2026-03-03"),
  deleted: false,
  author: "ada",
};

function draw(next: number | null, isFirst: boolean): string {
  const discussion = { comments: [comment], next, isFirst };
  const paper = { key: "2603.00001", commentCount: 1200 };
  return renderToStaticMarkup(<Comments paper={paper} discussion={discussion} viewer={null} />);
}

it("a discussion on one page counts what it shows", () => {
  const html = draw(null, true);
  expect(html).toContain("1 comment</h2>");
  expect(html).not.toContain("<nav");
});

it("a part of a discussion says how long it is, and leads to the other parts", () => {
  const first = draw(7, true);
  expect(first).toContain("1,200 comments</h2>");
  expect(first).toContain('href="/papers/2603.00001?after=7#comments"');
  expect(first).not.toContain("First comments");
  const last = draw(null, false);
  expect(last).toContain('href="/papers/2603.00001#comments"');
  expect(last).not.toContain("Later comments");
});
