import { micromark } from "micromark";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { commentHtml } from "@/lib/programs/huggingface/comments";

// The real parser, with a record of its calls.
vi.mock("micromark", { spy: true });
beforeEach(() => void vi.mocked(micromark).mockClear());

let id = 0;
const html = (body: string) => commentHtml(++id, body);

describe("a comment as HTML", () => {
  it("renders Markdown", async () => {
    expect(await html("Is *this* [it](https://example.org/)?")).toBe(
      '<p>Is <em>this</em> <a href="https://example.org/">it</a>?</p>',
    );
  });

  it("removes HTML and harmful links", async () => {
    const words = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))";
    expect(await html(words)).not.toMatch(/<script|<img|<a/);
    expect(await html("[x](javascript:alert\\(1)) ![y](data:text/html,x)")).not.toMatch(/javascript:|data:/);
    expect(await html(`${words}\n`.repeat(600))).not.toMatch(/<script|<img|<a/);
  });

  it("is rendered once for each comment", async () => {
    expect(await commentHtml(1_000_000, "One")).toBe(await commentHtml(1_000_000, "Two"));
  });

  it.each(["*a_", "> ", "[a](", "![", "<a ", "a\n\n", "- ", "`` ` ", "&", "[a]: b\n", "**"])(
    "of nothing but %j gives the parser at most 3,000 markup characters",
    async (sign) => {
      // The parser's time grows with their square: at full length, the worst of these exceeds the time limit of a test.
      await html(sign.repeat(Math.floor(maxCommentLength / sign.length)));
      await html(sign.repeat(1400));
      for (const [body] of vi.mocked(micromark).mock.calls)
        expect(String(body).match(/[*_`[\]<>!#&\n\\]/g)?.length ?? 0).toBeLessThanOrEqual(3000);
    },
  );
});
