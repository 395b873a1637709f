import { describe, expect, it } from "vitest";
import { type BudgetRef, budgetKey } from "@/lib/digests/budget";
import { type Candidate, choosePapers, isFull } from "@/lib/digests/choose";
import type { Budget } from "@/lib/digests/subscriptions/schema";

const paper = (id: number, from: BudgetRef[] = [], isWild = false): Candidate => ({
  id,
  from,
  wild: isWild,
  reason: `r${id}`,
});
const none = new Map<string, number>();
const ids = (candidates: Candidate[], most: number, budgets: Budget[] = [], lately = none) =>
  choosePapers(candidates, { most, budgets, mailedLately: lately }).map(({ id }) => id);
const diffusion: BudgetRef = { kind: "interest", ref: "1" };
const privacy: BudgetRef = { kind: "interest", ref: "2" };
const wild: BudgetRef = { kind: "wild", ref: "" };
const budgets: Budget[] = [
  { kind: "interest", ref: "1", papers: 2, per: "day" },
  { kind: "interest", ref: "2", papers: 2, per: "week" },
  { kind: "wild", ref: "", papers: 1, per: "day" },
];

describe("without budgets", () => {
  it("the best candidates are chosen, as many as requested", () => {
    expect(ids([paper(3), paper(1), paper(2)], 2)).toEqual([3, 1]);
  });

  it("a digest never consists of wild cards only", () => {
    expect(ids([paper(1, [wild], true)], 5)).toEqual([]);
    expect(ids([paper(1, [wild], true), paper(2)], 5)).toEqual([1, 2]);
  });
});

describe("with budgets", () => {
  const all = [
    paper(1, [diffusion]),
    paper(2, [diffusion]),
    paper(3, [diffusion]),
    paper(4, [wild], true),
    paper(5, [wild], true),
    paper(6, [privacy]),
    paper(7),
    paper(8, [privacy]),
    paper(9, [privacy]),
  ];

  it("each budget gives its number of papers, and nothing else is chosen", () => {
    expect(ids(all, 10, budgets)).toEqual([1, 2, 4, 6, 8]);
  });

  it("papers of the last week count only against weekly budgets", () => {
    const lately = new Map([
      [budgetKey(privacy), 1],
      [budgetKey(diffusion), 9],
    ]);
    expect(ids(all, 10, budgets, lately)).toEqual([1, 2, 4, 6]);
    expect(ids(all, 10, budgets, new Map([[budgetKey(privacy), 7]]))).toEqual([1, 2, 4]);
  });

  it("a paper that fits two budgets is taken from the first that has room", () => {
    const both = [
      paper(1, [diffusion, privacy]),
      paper(2, [diffusion, privacy]),
      paper(3, [diffusion, privacy]),
    ];
    const picks = choosePapers(both, { most: 10, budgets, mailedLately: none });
    expect(picks.map(({ budget }) => budget)).toEqual([diffusion, diffusion, privacy]);
  });

  it("a digest never exceeds its maximum, and a full one is recognised", () => {
    expect(ids(all, 3, budgets)).toEqual([1, 2, 4]);
    const limits = { most: 10, budgets, mailedLately: none };
    expect(isFull(choosePapers(all, limits), limits)).toBe(true);
    expect(isFull(choosePapers(all.slice(0, 3), limits), limits)).toBe(false);
    expect(isFull([], { ...limits, budgets: [] })).toBe(false);
  });
});
