import { describe, expect, it } from "vitest";
import { follow, hoursAgo, now, paper, place, reader } from "@/e2e/support/made-place";
import { type Mix, plainMix } from "@/lib/feeds/for-you/mix";
import type { Reader } from "@/lib/feeds/for-you/reader";
import { termsOf } from "@/lib/feeds/for-you/score";
import type { Placement } from "@/lib/feeds/for-you/slots";
import { explain, sliderOf } from "@/lib/feeds/for-you/sum";
import { placementWords, reasonWords, sumPartWords } from "@/lib/feeds/for-you/sum-words";
import type { TrackRecord } from "@/lib/feeds/for-you/track-records";

type Given = {
  reader?: Partial<Reader>;
  mix?: Partial<Mix>;
  placement?: Placement;
  upvotes?: number;
  record?: TrackRecord;
};

function sumOf({ reader: given = {}, mix = {}, placement = "score", upvotes = 12, record }: Given = {}) {
  const around = place({ reader: reader(given), mix: { ...plainMix, ...mix } });
  const one = { ...paper, record: record ?? null };
  const item = { upvotes, authors: ["Ada Lovelace", "Grace Hopper"], authorSlugs: one.authorSlugs };
  const sum = explain({ ...around, paper: one, item, placement, terms: termsOf(one, around) });
  const parts = sum.parts.map((part) => ({
    kind: part.kind,
    slider: sliderOf[part.kind],
    words: sumPartWords(part),
    heat: part.heat,
  }));
  return { ...sum, parts, reason: reasonWords(sum), aside: placementWords(sum.placement) };
}

const tasteful = (heat: number): Partial<Reader> => ({
  interests: new Map([[7, { name: "reasoning", provisional: false }]]),
  tasteOf: () => ({ interestId: 7, heat }),
});

describe("the words of a sum", () => {
  it("begin with the heat that a paper has with everyone", () => {
    expect(sumOf()).toMatchObject({
      score: 3,
      reason: "Trending with everyone",
      by: "trend",
      placement: "score",
    });
    expect(sumOf().parts).toEqual([
      { kind: "trend", slider: "trend", words: "12 upvotes, worth 8 cast now", heat: 3 },
    ]);
    expect(sumOf({ upvotes: 0 }).parts[0]?.words).toBe("No upvotes yet, worth 8 cast now");
  });

  it("name interests and follows, strongest first, each with its slider", () => {
    const { parts, reason, by } = sumOf({
      reader: { ...tasteful(1.63), follows: [follow("topic", "cs.CL")] },
    });
    expect(reason).toBe("3.1× for your interest “reasoning”, you follow cs.CL");
    expect(parts.map(({ heat, slider }) => [heat, slider])).toEqual([
      [3, "trend"],
      [1.63, "taste"],
      [1, "follows"],
    ]);
    expect(by).toBe("taste");
  });

  it("name the author whose earlier papers were upvoted, and how often", () => {
    const record = { heat: 3, authorSlug: "grace-hopper", others: 0, above: Math.log2(3) };
    const given = { reader: tasteful(0), record, mix: { record: 2 } };
    const words = "Earlier papers by Grace Hopper were upvoted 3 times as often as usual here";
    expect(sumOf(given)).toMatchObject({ reason: words, by: "record" });
    expect(sumOf(given).parts).toContainEqual({ kind: "track-record", slider: "record", words, heat: 0.57 });
    const wordsOf = (change: Partial<TrackRecord>) =>
      sumOf({ ...given, record: { ...record, ...change } }).parts[1]?.words;
    expect(wordsOf({ others: 1 })).toBe(
      "Earlier papers by Grace Hopper and 1 co-author were upvoted 3 times as often as usual here",
    );
    expect(wordsOf({ authorSlug: "somebody" })).toBe(
      "Earlier papers by its authors were upvoted 3 times as often as usual here",
    );
    expect(sumOf({ record }).parts).toHaveLength(1);
  });

  it("call an interest without a name after the paper that it is like", () => {
    const interests = new Map([[7, { name: "Attention Is All You Need", provisional: true }]]);
    const { parts, reason } = sumOf({ reader: { ...tasteful(1.63), interests } });
    expect(reason).toBe("3.1× for papers like “Attention Is All You Need”");
    expect(parts[1]?.words).toBe("Papers like “Attention Is All You Need”");
  });

  it("say what is outside the interests, and what was seen", () => {
    const { parts, reason } = sumOf({ reader: { ...tasteful(-1), seen: new Map([[1, "passed"]]) } });
    expect(parts.map(({ words }) => words).slice(1)).toEqual([
      "Outside your interests",
      "You passed it by three times",
    ]);
    expect(reason).toBe("Trending with everyone, though you passed it by three times");
  });

  it("say how a part is weighed", () => {
    const words = sumOf({ mix: { trend: 0.5, freshness: 2, discussion: 0 } }).parts.map((part) => part.words);
    expect(words).toEqual([
      "12 upvotes, worth 8 cast now, counted half",
      "36 hours old, counted double",
      "3 comments, left out",
    ]);
    expect(sumOf({ mix: { trend: 0 } }).reason).toBe("Among the papers of these days");
  });

  it("name a wild card, and an interest that would be missing", () => {
    expect(sumOf({ placement: "wild-card", reader: tasteful(0) })).toMatchObject({
      placement: "wild-card",
      by: "exploration",
      reason: "A wild card from next to what you read",
    });
    const outside = sumOf({ placement: "wild-card", reader: tasteful(-0.5) });
    expect(outside.reason).toBe("A wild card from outside what you read");
    expect(sumOf({ placement: "pinned", reader: tasteful(2) }).reason).toBe(
      "4× for your interest “reasoning”, of which little would be here otherwise",
    );
  });

  it("name only the interest of a pinned slot", () => {
    const follows = [follow("topic", "cs.CL")];
    expect(sumOf({ placement: "pinned", reader: { ...tasteful(2), follows } }).reason).toBe(
      "4× for your interest “reasoning”, of which little would be here otherwise",
    );
  });

  it("say so if a place does not follow from the sum", () => {
    const asides = (["score", "wild-card", "pinned"] as const).map((placement) => sumOf({ placement }).aside);
    expect(asides).toEqual([
      null,
      "It stands higher than its sum: some places are kept for wild cards.",
      "It stands higher than its sum, lest this interest be missed.",
    ]);
  });

  it("mark what is new since the last visit, and nothing on a first visit", () => {
    const visit = { began: now, before: hoursAgo(40) };
    expect(sumOf({ reader: { visit } })).toMatchObject({ isNew: true, score: 3.3 });
    expect(sumOf().isNew).toBe(false);
  });
});
