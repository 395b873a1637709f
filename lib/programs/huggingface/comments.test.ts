import { describe, expect, it } from "vitest";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { commentHtml } from "@/lib/programs/huggingface/comments";

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
    "of nothing but %j keeps nobody waiting",
    async (sign) => {
      const begun = performance.now();
      await html(sign.repeat(Math.floor(maxCommentLength / sign.length)));
      await html(sign.repeat(1400));
      // Unbounded, the worst of these takes more than half a minute.
      expect(performance.now() - begun).toBeLessThan(3000);
    },
  );
});
