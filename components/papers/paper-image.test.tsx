import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PaperImage } from "@/components/papers/paper-image";

const picture = (given: { title?: string; authors?: string[]; facts?: string[] }) =>
  renderToStaticMarkup(
    <PaperImage
      title="A title"
      authors={["Ada Lovelace"]}
      facts={[]}
      topic="Machine Learning"
      hubName="Quire"
      fonts={{ serif: "Serif", sans: "Sans" }}
      {...given}
    />,
  );

const titleSize = (length: number) =>
  Number(/font-family:Serif;font-size:(\d+)px/.exec(picture({ title: "x".repeat(length) }))?.[1]);

describe("a paper's preview image", () => {
  it("uses a smaller font for a long title, but never too small to read", () => {
    const sizes = [20, 80, 140, 200, 500].map(titleSize);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes).size).toBe(4);
    expect(sizes.at(-1)).toBeGreaterThan(40);
  });

  it("names three authors and counts the others", () => {
    expect(picture({ authors: ["A", "B", "C"] })).toContain("A, B, C<");
    expect(picture({ authors: ["A", "B", "C", "D", "E"] })).toContain("A, B, C and 2 more");
  });

  it("shows the facts it is given", () => {
    expect(picture({ facts: ["arXiv:2603.00001", "7 upvotes"] })).toContain("arXiv:2603.00001");
  });
});
