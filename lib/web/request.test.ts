import { describe, expect, it } from "vitest";
import { parseJson, readJson, requestId } from "@/lib/web/request";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost:3000/api/things", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
    duplex: "half",
  } as RequestInit);

function stream(pieces: number, size: number): ReadableStream {
  let left = pieces;
  return new ReadableStream({
    pull: (controller) =>
      left-- > 0 ? controller.enqueue(new Uint8Array(size).fill(32)) : controller.close(),
  });
}

describe("a request's id", () => {
  it("is the one that the front server gave", () => {
    expect(requestId(new Headers({ "x-request-id": "0123-abcd" }))).toBe("0123-abcd");
  });

  it("is new if there is none, or an invalid one", () => {
    for (const given of ["", "short", "a b c d e f g h", "x".repeat(65), "new\tline-here"]) {
      const id = requestId(new Headers(given ? { "x-request-id": given } : {}));
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("a JSON body", () => {
  it("is read, with any characters", async () => {
    expect(await readJson(post('{"title":"Größe ∑"}'))).toEqual({ title: "Größe ∑" });
    expect(await readJson(post("[1]", { "content-type": "application/json; charset=utf-8" }))).toEqual([1]);
  });

  it("is read without NULs, which the database cannot store", async () => {
    expect(await readJson(post('{"a":["x\\u0000y"],"b":"\\\\u0000"}'))).toEqual({ a: ["xy"], b: "\\u0000" });
  });

  it("is refused as soon as it is too large, declared or not", async () => {
    await expect(readJson(post("{}", { "content-length": "600000" }))).rejects.toMatchObject({ status: 413 });
    await expect(readJson(post(stream(1000, 1024)))).rejects.toMatchObject({ code: "too-large" });
  });

  it("is refused with more values or levels than any operation reads", async () => {
    const list = (values: number) =>
      JSON.stringify({ text: ",[{".repeat(20_000), list: Array(values).fill(0) });
    expect(await readJson(post(list(4000)))).toMatchObject({ list: { length: 4000 } });
    await expect(readJson(post(list(6000)))).rejects.toThrow(/5,000 values/);
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(await readJson(post(nested(30)))).toBeDefined();
    await expect(readJson(post(nested(40)))).rejects.toThrow(/32 levels/);
    await expect(readJson(post("[".repeat(250_000)))).rejects.toThrow(/more than/);
    expect(parseJson(list(30_000), 50_000)).toBeDefined();
  });

  it("is refused with a content type that another site's form could send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
      await expect(readJson(post("{}", { "content-type": type }))).rejects.toMatchObject({ status: 400 });
  });

  it("is refused when it is broken or missing", async () => {
    await expect(readJson(post("{"))).rejects.toThrow(/not valid JSON/);
    await expect(readJson(post(""))).rejects.toThrow(/not valid JSON/);
  });
});
