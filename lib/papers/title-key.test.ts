import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorSlug } from "@/lib/papers/author-slug";
import { titleKey } from "@/lib/papers/title-key";

describe("titleKey", () => {
  it.each([
    ["Attention Is All You Need", "attentionisallyouneed"],
    ["  attention is\nall you-need! ", "attentionisallyouneed"],
    ["k-Means++ für Gauß", "kmeansfurgauss"],
    ["Schrödinger’s Cat", "schrodingerscat"],
    ["Łukasiewicz and Ørsted", "lukasiewiczandorsted"],
    ["深層学習が好き 2.0", "深層学習が好き20"],
    ["हिन्दी", "हिन्दी"],
    ["!?", ""],
  ])("folds %j", (title, key) => {
    expect(titleKey(title)).toBe(key);
  });

  it("gives the same key for composed and decomposed accents", () => {
    expect(titleKey("Poincare\u0301")).toBe(titleKey("Poincar\u00e9"));
  });

  it("is short enough for an index and idempotent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 600 }), (title) => {
        const key = titleKey(title);
        expect(key.length).toBeLessThanOrEqual(400);
        expect(key).toMatch(/^[\p{L}\p{M}\p{N}]*$/u);
      }),
    );
  });
});

describe("authorSlug", () => {
  it.each([
    ["Sébastien Bubeck", "sebastien-bubeck"],
    ["J. Alex O'Neill-Smith, Jr", "j-alex-oneill-smith-jr"],
    ["Øyvind Åse Łoś", "oyvind-ase-los"],
    ["李 明", "李-明"],
    ["Иван Ёлкин", "иван-ёлкин"],
    ["The X Collaboration", "the-x-collaboration"],
    ["??", "author-3f-3f"],
    ["", "author"],
  ])("turns %j into a slug", (name, slug) => {
    expect(authorSlug(name)).toBe(slug);
  });

  it("is never empty and contains no characters that have a meaning in URLs", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(authorSlug(name)).toMatch(/^[\p{L}\p{M}\p{N}-]{1,200}$/u);
      }),
    );
  });
});
