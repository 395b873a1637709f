import { fromMarkdown } from "mdast-util-from-markdown";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { shapes } from "@/e2e/bench/hostile-text";
import { commentHtml, plainHtml } from "@/lib/community/comments/markdown";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { structureOf } from "@/lib/community/comments/structure";

// The real parser, with a record of its calls.
vi.mock("mdast-util-from-markdown", { spy: true });
beforeEach(() => void vi.mocked(fromMarkdown).mockClear());

describe("a comment as HTML", () => {
  it("renders Markdown", () => {
    expect(commentHtml("Is *this* [it](https://example.org/)?")).toBe(
      '<p>Is <em>this</em> <a href="https://example.org/">it</a>?</p>',
    );
    expect(commentHtml("- one\n  - two\n\n> said\n\n`code`\n\n    more\n")).toBe(
      "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n<blockquote>\n<p>said</p>\n</blockquote>\n" +
        "<p><code>code</code></p>\n<pre><code>more\n</code></pre>",
    );
  });

  it("leaves formulas as they were typed, for programs that set them", () => {
    expect(commentHtml("So \\(x_1 * y_1\\) and $a*b*c$, *not* `$d`.")).toBe(
      "<p>So \\(x_1 * y_1\\) and $a*b*c$, <em>not</em> <code>$d</code>.</p>",
    );
    expect(commentHtml("> \\[a < b\\]\n\n[at $c$](https://example.org/$d$)")).toBe(
      '<blockquote>\n<p>\\[a &#x3C; b\\]</p>\n</blockquote>\n<p><a href="https://example.org/$d$">at $c$</a></p>',
    );
    // Dollars in code are no formulas, nor do formulas of several lines take away what begins a line.
    expect(commentHtml("Set `$PATH` and `$HOME` now")).toBe(
      "<p>Set <code>$PATH</code> and <code>$HOME</code> now</p>",
    );
    expect(commentHtml("```\necho $a\n```\nand `$b` too")).toBe(
      "<pre><code>echo $a\n</code></pre>\n<p>and <code>$b</code> too</p>",
    );
    expect(commentHtml("- one $a\n- two b$").match(/<li>/g)).toHaveLength(2);
    expect(commentHtml("# $a\nb$")).toMatch(/^<h1>\$a<\/h1>/);
    expect(commentHtml("> $$\n> x+y\n> $$")).toBe("<blockquote>\n<p>$$\nx+y\n$$</p>\n</blockquote>");
    expect(commentHtml("\u{f0000}0\u{f0001} and $a$")).toContain("\u{f0000}0\u{f0001} and $a$");
  });

  it("keeps HTML as text, and no harmful link", () => {
    const words = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))";
    expect(commentHtml(words)).not.toMatch(/<script|<img|href/);
    expect(commentHtml(words)).toContain("&#x3C;script>alert(1)&#x3C;/script>");
    expect(commentHtml("[x](javascript:alert\\(1)) ![y](data:text/html,x)")).not.toMatch(/javascript:|data:/);
    expect(commentHtml("<javascript:alert(1)> [a]\n\n[a]: vbscript:x")).not.toMatch(/href/);
    expect(commentHtml(`${words}\n`.repeat(600))).not.toMatch(/<script|<img|href/);
  });

  it("of too much structure is plain paragraphs with links", () => {
    const marks = "*_".repeat(1000);
    const html = `<p>${marks}</p><p><b> &#x26; <a href="https://example.org/?a=1">https://example.org/?a=1</a><br>end</p>`;
    expect(commentHtml(`${marks}\n\n<b> & https://example.org/?a=1\nend`)).toBe(
      html.replace("<b>", "&#x3C;b>"),
    );
    expect(plainHtml("*a*")).toBe("<p>*a*</p>");
    // Of very many lines or links, not every one becomes an element.
    expect(plainHtml("a\n".repeat(30_000))).not.toContain("<br>");
    expect(plainHtml("http://a ".repeat(7000)).split("<a ")).toHaveLength(501);
    expect(fromMarkdown).not.toHaveBeenCalled();
  });

  it.each(shapes)("of $name gives the parser at most 20 levels, 200 lines and 400 marks", ({ text }) => {
    for (const length of [400, 2000, 12_000, maxCommentLength]) commentHtml(text(length));
    for (const [body] of vi.mocked(fromMarkdown).mock.calls) {
      const { levels, lines, steps, marks } = structureOf(String(body));
      expect(levels).toBeLessThanOrEqual(20);
      expect(lines).toBeLessThanOrEqual(200);
      expect(steps).toBeLessThanOrEqual(200);
      expect(marks).toBeLessThanOrEqual(400);
    }
  });
});
