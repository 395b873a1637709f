import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { byHandSchema, submissionSchema } from "@/lib/community/submissions/schema";

const problem = (schema: z.ZodType, given: object) => schema.safeParse(given).error?.issues[0]?.message;

describe("the optional fields of a submission", () => {
  it("may be empty", () => {
    expect(submissionSchema.parse({ id: "2601.05230", comment: " ", codeUrl: "", projectUrl: "" })).toEqual({
      id: "2601.05230",
      comment: "",
      codeUrl: null,
      projectUrl: null,
      upvote: false,
    });
  });

  it("keep a comment's lines and a ticked box", () => {
    const given = { id: "2601.05230", comment: "One.\r\n\u0000Two.", upvote: "on" };
    expect(submissionSchema.parse(given)).toMatchObject({ comment: "One.\n Two.", upvote: true });
  });

  it.each([
    "http://example.org",
    "javascript:alert(1)",
    "https:example",
    "https://localhost/",
    "example.org",
  ])("refuse %s as a link", (codeUrl) => {
    expect(problem(submissionSchema, { id: "2601.05230", codeUrl })).toMatch(/beginning with https:\/\//);
  });

  it("limit the length of comments and links", () => {
    expect(problem(submissionSchema, { id: "1", comment: "a".repeat(65_537) })).toMatch(/at most 65536/);
    const long = `https://example.org/${"a".repeat(500)}`;
    expect(problem(submissionSchema, { id: "1", projectUrl: long })).toMatch(/at most 500/);
    const host = `https://${"é".repeat(140_000)}.example`;
    expect(problem(submissionSchema, { id: "1", codeUrl: host })).toMatch(/at most 500/);
  });

  it("limit the levels of lists in a comment", () => {
    const comment = `${"- ".repeat(6000)}a`;
    expect(problem(submissionSchema, { id: "1", comment })).toMatch(/at most 20 levels of lists and quotes/);
  });
});

describe("a paper entered by hand", () => {
  const entry = {
    title: "On\n  the sum of things",
    authors: "Ada  Lovelace\r\n\r\n Émilie du Châtelet \nAda Lovelace",
    abstract: "We sum things, and find that they add up.",
    link: "https://example.org/paper.pdf",
    topics: "cs.CL",
  };

  it("is cleaned and keeps the order of authors", () => {
    expect(byHandSchema.parse(entry)).toEqual({
      ...entry,
      title: "On the sum of things",
      authors: ["Ada Lovelace", "Émilie du Châtelet"],
      topics: ["cs.CL"],
    });
    expect(byHandSchema.parse({ ...entry, topics: ["cs.CL", "cs.CL", "math.NT"] }).topics).toHaveLength(2);
    expect(byHandSchema.parse({ ...entry, topics: "" }).topics).toEqual([]);
  });

  it("may have any number of spaces in an author's name", () => {
    const spaces = " ".repeat(140_000);
    expect(byHandSchema.parse({ ...entry, authors: `Ada${spaces}Lovelace ${spaces}\n  Bo` }).authors).toEqual(
      ["Ada Lovelace", "Bo"],
    );
  });

  it.each([
    ["title", " ", /title/],
    ["authors", " \n ", /one on each line/],
    ["authors", "a".repeat(121), /one author on each line/],
    ["abstract", "Short.", /abstract/],
    ["link", "", /https/],
    ["topics", "poetry", /arXiv's categories/],
    ["topics", "a ".repeat(70_000), /At most ten topics/],
  ])("says what is wrong with its %s", (name, value, sentence) => {
    expect(problem(byHandSchema, { ...entry, [name]: value })).toMatch(sentence);
  });
});
