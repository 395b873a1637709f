import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PaperAside } from "@/components/papers/paper-aside";
import type { PaperPage } from "@/lib/web/pages/paper";

const paper = {
  key: "2603.00001",
  upvotes: 3,
  commentCount: 0,
  heat: 0,
  topics: [],
  versions: [],
  authors: [],
  day: new Date("2026-03-12"),
  publishedAt: new Date("2026-03-11"),
};

function draw(commentCount: number): string {
  const page = {
    paper: { ...paper, commentCount },
    votes: [],
    place: { place: 1, of: 2 },
    today: "2026-03-13",
    now: new Date("2026-03-13"),
  };
  return renderToStaticMarkup(
    <PaperAside page={page as unknown as PaperPage} hubUrl="https://hub.example" />,
  );
}

it("counts the discussion where there is one", () => {
  expect(draw(0)).toContain("3 upvotes, worth");
  expect(draw(2)).toContain("3 upvotes and the discussion, worth");
});
