import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PaperAside } from "@/components/papers/paper-aside";
import type { PaperProps } from "@/components/papers/paper-view";

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
  const props = {
    paper: { ...paper, commentCount },
    votes: [],
    place: { place: 1, of: 2 },
    today: "2026-03-13",
    now: new Date("2026-03-13"),
    hubUrl: "https://hub.example",
  };
  return renderToStaticMarkup(<PaperAside {...(props as unknown as PaperProps)} />);
}

it("counts the discussion where there is one", () => {
  expect(draw(0)).toContain("3 upvotes, worth");
  expect(draw(2)).toContain("3 upvotes and the discussion, worth");
});
