import katex from "katex";
import { fromMarkdown } from "mdast-util-from-markdown";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { addComment, deleteComment, listComments } from "@/lib/community/comments/comments";
import { renderComment, renderComments, rendererVersion } from "@/lib/community/comments/render";
import { forgetPerson } from "@/lib/community/personal-data";
import { listCommentsJson } from "@/lib/programs/huggingface/comments";

withTestDb();

// The real renderers, with records of their calls.
vi.mock("mdast-util-from-markdown", { spy: true });
const typeset = vi.spyOn(katex, "renderToString");
beforeEach(() => {
  vi.mocked(fromMarkdown).mockClear();
  typeset.mockClear();
});

const now = new Date("2026-03-03T12:00:00Z");
const signal = new AbortController().signal;
const stored = (id: number) => getDb().comment.findUniqueOrThrow({ where: { id } });
const htmlOf = async (paperId: number) =>
  (await listCommentsJson(paperId)).map(({ data }) => data.latest.html);

describe("a comment", () => {
  it("is rendered once, when it is written", async () => {
    const paper = await makePaper();
    const { id } = await addComment(await makePerson(), paper.key, "So *that* is why $e^{i\\pi}=-1$.", {
      now,
    });
    // A text with a formula is parsed once to find its code, and once without the formula.
    expect(fromMarkdown).toHaveBeenCalledTimes(2);
    expect(typeset).toHaveBeenCalledTimes(1);
    for (const _ of [1, 2]) {
      expect(await htmlOf(paper.id)).toEqual(["<p>So <em>that</em> is why $e^{i\\pi}=-1$.</p>"]);
      const [comment] = await listComments(paper.id);
      expect(comment?.parts).toEqual([
        { kind: "text", text: "So *that* is why " },
        { kind: "math", mathMl: expect.stringContaining("<math") },
        { kind: "text", text: "." },
      ]);
    }
    expect(fromMarkdown).toHaveBeenCalledTimes(2);
    expect(typeset).toHaveBeenCalledTimes(1);
    expect(await stored(id)).toMatchObject({ renderer: rendererVersion });
  });

  it.each(["Why \\(x^2\\)?", "Why $x^2$?", "Why \\[x^2\\]?"])("has the formula of %s", (body) => {
    expect(renderComment(body).parts).toEqual([
      { kind: "text", text: "Why " },
      { kind: "math", mathMl: expect.stringContaining("<msup>") },
      { kind: "text", text: "?" },
    ]);
  });

  it("without a formula has no parts of its own", async () => {
    const paper = await makePaper();
    const { id } = await addComment(await makePerson(), paper.key, "Two apples cost $3.", { now });
    expect((await stored(id)).parts).toBeNull();
    expect((await listComments(paper.id))[0]?.parts).toEqual([{ kind: "text", text: "Two apples cost $3." }]);
  });

  it("of too much structure is refused before anything is parsed or stored", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    for (const body of ["- ".repeat(6000), "> ".repeat(30_000), `${"a\n".repeat(30_000)}`])
      await expect(addComment(person, paper.key, `${body}a`, { now })).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringMatching(/^A comment can have at most .+: this one has [\d,]+\.$/),
      });
    expect(fromMarkdown).not.toHaveBeenCalled();
    expect(await listComments(paper.id)).toEqual([]);
  });

  it("that is deleted keeps neither its text nor what was made of it", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const other = await makePerson();
    const own = await addComment(person, paper.key, "My *secret* $x$", { now });
    const theirs = await addComment(other, paper.key, "Their *secret* $y$", { now });
    await deleteComment(person, own.id, now);
    await getDb().$transaction((tx) => forgetPerson(tx, other.id, now));
    for (const { id } of [own, theirs])
      expect(await stored(id)).toMatchObject({ body: "", html: null, parts: null });
    expect(await htmlOf(paper.id)).toEqual(["", ""]);
  });
});

describe("comments from before", () => {
  it("are shown as plain text until the worker has rendered them, and then as any other", async () => {
    const paper = await makePaper();
    const bodies = ["Still *here*, see https://example.org", "Let $x=1$.", "- ".repeat(6000)];
    const data = bodies.map((body, i) => ({ paperId: paper.id, body, createdAt: new Date(i) }));
    await getDb().comment.createMany({ data });
    expect((await htmlOf(paper.id)).slice(0, 2)).toEqual([
      '<p>Still *here*, see <a href="https://example.org">https://example.org</a></p>',
      "<p>Let $x=1$.</p>",
    ]);
    expect((await listComments(paper.id))[1]?.parts).toEqual([{ kind: "text", text: "Let $x=1$." }]);
    expect(typeset).not.toHaveBeenCalled();

    expect(await renderComments({ signal })).toEqual({ rendered: 3 });
    expect(await renderComments({ signal })).toEqual({ rendered: 0 });
    expect((await htmlOf(paper.id))[0]).toBe("<p>Still <em>here</em>, see https://example.org</p>");
    expect((await htmlOf(paper.id))[2]).toMatch(/^<p>- - - /);
    expect((await listComments(paper.id))[1]?.parts[1]).toMatchObject({ kind: "math" });
  });

  it("are rendered again by a newer renderer, and go on showing meanwhile", async () => {
    const paper = await makePaper();
    const { id } = await addComment(await makePerson(), paper.key, "*New*", { now });
    await getDb().comment.update({
      where: { id },
      data: { html: "<p>Old</p>", renderer: rendererVersion - 1 },
    });
    expect(await htmlOf(paper.id)).toEqual(["<p>Old</p>"]);
    await renderComments({ signal });
    expect(await htmlOf(paper.id)).toEqual(["<p><em>New</em></p>"]);
  });
});
