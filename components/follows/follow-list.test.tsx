import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FollowList } from "@/components/follows/follow-list";
import { MixLines } from "@/components/follows/mix-lines";
import { plainMix } from "@/lib/feeds/for-you/mix";
import type { ListedFollow } from "@/lib/follows/follows";

const createdAt = new Date("2026-03-02T12:00:00Z");
const follow = (id: number, kind: ListedFollow["kind"], waits = false): ListedFollow => {
  return { id, kind, ref: `q=${id}`, label: `Thing ${id}`, createdAt, waits };
};

it("shows last week's news of each follow, or that a search has not been run yet", () => {
  const follows = [follow(1, "search"), follow(2, "search", true), follow(3, "search"), follow(4, "paper")];
  const news = new Map([
    [3, { papers: 5, comments: 0, updates: 0 }],
    [4, { papers: 0, comments: 1, updates: 2 }],
  ]);
  const html = renderToStaticMarkup(<FollowList follows={follows} news={news} />);
  const words = [...html.matchAll(/Thing \d|[\w, ]+ last week|not looked up yet/g)].map(([found]) => found);
  expect([...new Set(words)]).toEqual([
    "Thing 4",
    "1 comment, 2 updates last week",
    "Thing 3",
    "5 papers last week",
    "Thing 1",
    "nothing last week",
    "Thing 2",
    "not looked up yet",
  ]);
});

it("shows the weights of a saved mix", () => {
  const mix = { name: "Calm", slug: "calm", weights: { ...plainMix, trend: 0 }, isDefault: true };
  const html = renderToStaticMarkup(<MixLines mixes={[mix]} />);
  expect(html).toContain('href="/for-you/calm"');
  expect(html).toContain("your page begins with it");
  expect(renderToStaticMarkup(<MixLines mixes={[]} />)).toBe("");
});
