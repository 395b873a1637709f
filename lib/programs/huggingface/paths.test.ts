import { describe, expect, it } from "vitest";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import { paperPath, reposPath, sendingPath } from "@/lib/programs/huggingface/paths";

const comment = objectId("comment", 9, new Date("2026-03-02"));
const notFound = expect.objectContaining({ code: "not-found" });
const path = (text: string) => ({ path: text.split("/") });

describe("the address of a paper", () => {
  it.each([
    ["2602.08025", "2602.08025"],
    ["2602.08025v3", "2602.08025"],
    ["cs/0112017", "cs/0112017"],
    ["cs%2F0112017", "cs/0112017"],
    ["math.AG/0501999v2", "math/0501999"],
    ["q-abcd1234", "q-abcd1234"],
  ])("%s is %s", (text, key) => expect(paperPath.parse(path(text))).toBe(key));

  it.each(["nothing", "2602.08025/links", "%E0%A4%A", "a/b/c"])("%s is none", (text) =>
    expect(() => paperPath.parse(path(text))).toThrow(notFound),
  );
});

describe("what is sent to a paper", () => {
  it("is read from the end of the address", () => {
    expect(sendingPath.parse(path("2602.08025v1/links"))).toEqual({ kind: "links", key: "2602.08025" });
    expect(sendingPath.parse(path("cs/0112017/comment"))).toEqual({ kind: "comment", key: "cs/0112017" });
    expect(sendingPath.parse(path(`cs/0112017/comment/${comment}/reply`))).toEqual({
      ...{ kind: "reply", key: "cs/0112017", to: 9 },
    });
  });

  it.each(["2602.08025", "links", "2602.08025/vote", "2602.08025/comment/x/reply", "2602.08025/reply"])(
    "%s is no such address",
    (text) => expect(() => sendingPath.parse(path(text))).toThrow(notFound),
  );
});

it("a paper's repositories are under its arXiv id", () => {
  expect(reposPath.parse(path("2602.08025v1/repos"))).toBe("2602.08025");
  expect(reposPath.parse(path("cs/0112017/repos"))).toBe("cs/0112017");
  expect(() => reposPath.parse(path("2602.08025"))).toThrow(notFound);
});
