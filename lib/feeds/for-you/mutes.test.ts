import { expect, test } from "vitest";
import { isMuted, wordMute } from "@/lib/feeds/for-you/mutes";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";

const paper = (text: string) =>
  ({
    text,
    topics: ["cs.CL", "cs.LG"],
    authorSlugs: ["ada-lovelace"],
    organizationSlug: "a-lab",
    submitter: "carol",
  }) as PoolPaper;

test("papers are muted by topic, author and submitter", () => {
  const one = paper("");
  expect(isMuted(one, [{ kind: "topic", ref: "cs.LG" }])).toBe(true);
  expect(isMuted(one, [{ kind: "author", ref: "ada-lovelace" }])).toBe(true);
  expect(isMuted(one, [{ kind: "organization", ref: "a-lab" }])).toBe(true);
  expect(isMuted(one, [{ kind: "person", ref: "carol" }])).toBe(true);
  expect(
    isMuted(one, [
      { kind: "topic", ref: "cs.CV" },
      { kind: "word", ref: "carol" },
    ]),
  ).toBe(false);
});

test("a muted word matches whole words only; a phrase matches despite punctuation between its words", () => {
  const mutes = ["GAN", "large language", "c++", "Schrodinger", "机器"].map((ref) => ({
    kind: "word" as const,
    ref,
  }));
  const isHidden = wordMute(mutes);
  expect(isHidden(paper("a gan for faces"))).toBe(true);
  expect(isHidden(paper("organ donors"))).toBe(false);
  expect(isHidden(paper("large-language models"))).toBe(true);
  expect(isHidden(paper("large models of language"))).toBe(false);
  expect(isHidden(paper("a parser in c++"))).toBe(true);
  expect(isHidden(paper("a parser in c"))).toBe(false);
  expect(isHidden(paper("the schrödinger equation"))).toBe(true);
  expect(isHidden(paper("关于机器学习"))).toBe(true);
  expect(wordMute([])(paper("anything"))).toBe(false);
});
