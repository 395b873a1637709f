import { describe, expect, it } from "vitest";
import { type InterestName, type Nameable, nameGroups } from "@/lib/feeds/taste/interest-names";
import type { PhraseCounts } from "@/lib/search/keywords/keywords";
import { listCandidates } from "@/lib/search/keywords/phrases";

/** A hub of few papers, which knows nothing of phrases. */
const few: PhraseCounts = { papers: 75, of: () => undefined };

/** A hub of 40,000 papers that knows these phrases, with the numbers of papers and titles. */
function hub(known: Record<string, [papers: number, titles: number]>): PhraseCounts {
  const counts = new Map(
    Object.entries(known).map(([phrase, [papers, titles]]) => [
      listCandidates(phrase, "").find(({ whole }) => whole)?.key ?? "",
      { papers, titles },
    ]),
  );
  return { papers: 40_000, of: (key) => counts.get(key) };
}

let signs = 0;
const paper = (title: string, ...keywords: string[]): Nameable => ({ sign: ++signs, title, keywords });
const fresh = (...papers: Nameable[]) => ({ papers, prior: null });
const continuing = (prior: InterestName, papers: Nameable[], kept = false) => ({
  papers,
  prior: { ...prior, kept },
});
const splats = (many: number) =>
  Array.from({ length: many }, (_, i) => paper(`Gaussian Splatting of Thing ${i}`));

function nameOf(group: Parameters<typeof nameGroups>[0][number], counts = few): InterestName {
  const [name] = nameGroups([group], counts);
  if (!name) throw new Error("A group without a name");
  return name;
}

describe("an interest's name", () => {
  it("is the title of its most typical paper until there are five", () => {
    const papers = splats(5);
    expect(nameOf(fresh(...papers.slice(0, 4)))).toEqual({
      name: "Gaussian Splatting of Thing 0",
      provisional: true,
      namedFor: [],
    });
    expect(nameOf(fresh(...papers))).toEqual({
      name: "gaussian splatting",
      provisional: false,
      namedFor: papers.map(({ sign }) => sign),
    });
  });

  it("keeps the title it is called after while that paper is in it", () => {
    const [a, b, c] = splats(3) as [Nameable, Nameable, Nameable];
    const first = nameOf(fresh(a, b));
    expect(nameOf(continuing(first, [c, b, a])).name).toBe(a.title);
    expect(nameOf(continuing(first, [c, b])).name).toBe(c.title);
  });

  it("shows a title as plain text, cut at a word", () => {
    const title = `UniD$^3$: ${"A long way to say it ".repeat(9)}`;
    const { name } = nameOf(fresh(paper(title)));
    expect(name).toMatch(/^UniD³: A long way .* …$/);
    expect(name.length).toBeLessThanOrEqual(72);
  });

  it.each([
    ["no phrase is shared", ["On Soup", "Of Cats", "Why Rain", "Old Boats", "Big Hats"]],
    ["only a single word is", ["Soup Spoons", "Soup Bowls", "Hot Soup", "Old Soup", "Soup Pots"]],
  ])("stays a title where %s", (_, titles) => {
    expect(nameOf(fresh(...titles.map((title) => paper(title))))).toMatchObject({ provisional: true });
  });

  it("is no turn of speech, as a hub knows that has papers enough", () => {
    const papers = splats(6).map((one) => ({
      ...one,
      keywords: ["comprehensive benchmark", "shown promise"],
    }));
    const counts = hub({ "comprehensive benchmark": [900, 20], "gaussian splatting": [1500, 900] });
    expect(nameOf(fresh(...papers), counts).name).toBe("gaussian splatting");
    expect(nameOf(fresh(...papers), hub({}))).toMatchObject({ provisional: true });
  });

  it("prefers what most papers share, and the longer phrase of those that most of them use", () => {
    const papers = [
      ...splats(2),
      paper("3D Gaussian Splatting at Sea", "odd soup"),
      paper("3D Gaussian Splatting in Rain", "odd soup"),
      paper("3D Gaussian Splatting Twice"),
    ];
    expect(nameOf(fresh(...papers)).name).toBe("3D gaussian splatting");
  });

  it("is given once", () => {
    const group = () => splats(5).map((one) => ({ ...one, keywords: ["radiance fields"] }));
    const names = nameGroups([fresh(...group()), fresh(...group())], few).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
  });
});

describe("a given name", () => {
  const papers = splats(6);
  const given = nameOf(fresh(...papers));
  const robots = Array.from({ length: 12 }, (_, i) => paper(`Robot Arms at Work ${i}`));

  it("stays as long as half of its papers are left, whatever else joins", () => {
    expect(nameOf(continuing(given, papers))).toEqual(given);
    expect(nameOf(continuing(given, papers.slice(3)))).toEqual(given);
    expect(nameOf(continuing(given, [...robots.slice(0, 11), ...papers]))).toEqual(given);
    expect(nameOf(continuing(given, [...robots.slice(0, 8), ...papers.slice(4)])).name).toBe("robot arms");
  });

  it("is looked at again once there are three times as many papers, and changes for a much better one", () => {
    const grown = [...robots.slice(0, 12), ...papers];
    expect(nameOf(continuing(given, grown))).toMatchObject({ name: "robot arms", provisional: false });
    const alike = [...robots.slice(0, 6), ...papers, ...splats(6)];
    expect(nameOf(continuing(given, alike))).toEqual({ ...given, namedFor: alike.map(({ sign }) => sign) });
  });

  it("is never taken from its reader, nor given to another interest", () => {
    const own: InterestName = { name: "Robot arms", provisional: false, namedFor: [] };
    const groups = [continuing(own, papers, true), fresh(...robots)];
    const [first, second] = nameGroups(groups, few);
    expect(first).toEqual(own);
    expect(second).toMatchObject({ provisional: true });
  });

  it("replaces a title also where the reader changed the interest without naming it", () => {
    const called: InterestName = { name: papers[0]?.title ?? "", provisional: true, namedFor: [] };
    expect(nameOf(continuing(called, papers, true)).name).toBe("gaussian splatting");
  });
});
