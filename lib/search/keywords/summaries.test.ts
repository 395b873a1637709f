import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { findDerived } from "@/lib/papers/papers";
import { findPaperRow } from "@/lib/programs/huggingface/paper-json";
import {
  askForSummary,
  cleanSummary,
  makeSummaries,
  maxSummaryLength,
} from "@/lib/search/keywords/summaries";

withTestDb();

type SummaryRequest = {
  model: string;
  messages: { role: string; content: string }[];
  key: string | undefined;
};

const requests: SummaryRequest[] = [];
let answer: { status: number; body: unknown };
const say = (content: string) => ({ status: 200, body: { choices: [{ message: { content } }] } });

const server: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    requests.push({ ...JSON.parse(text), key: request.headers.authorization });
    const { status, body } = text.includes("Too much") ? { status: 400, body: "{}" } : answer;
    const written = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "Content-Type": "application/json" }).end(written);
  });
});
afterAll(() => server.close());

beforeEach(async () => {
  requests.length = 0;
  answer = say("It works.");
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  amendConfig({ SUMMARY_URL: url, SUMMARY_KEY: "secret", SUMMARY_MODEL: "some-model" });
  await getDb().setting.deleteMany();
  await getDb().paper.deleteMany();
});

const signal = new AbortController().signal;
const now = new Date("2026-03-03T12:00:00Z");
const later = (minutes: number) => plus(now, { minutes });
const run = (at = now) => makeSummaries({ now: at, signal });

async function takenOver(given = {}) {
  const paper = await makePaper(given);
  await getDb().enrichment.create({ data: { paperId: paper.id, paperUpdatedAt: paper.updatedAt } });
  return paper;
}

describe("summaries", () => {
  it("are written once, with the name of the model, for the hottest papers first", async () => {
    await takenOver({ title: "Cool", heat: 1 });
    const hot = await takenOver({ title: "Hot $x^2$", heat: 2 });
    expect(await run()).toEqual({ written: 2 });
    expect(await run()).toEqual({ written: 0 });
    expect(requests.map(({ key, model }) => [key, model])).toEqual([
      ["Bearer secret", "some-model"],
      ["Bearer secret", "some-model"],
    ]);
    expect(requests[0]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(requests[0]?.messages[1]?.content).toContain("Title: Hot x²");
    expect(await findDerived(hot.id)).toMatchObject({ summary: "It works.", summaryModel: "some-model" });
    expect((await findPaperRow(hot.key))?.summary).toBe("It works.");
  });

  it("vanish when the text changes and are written again", async () => {
    const paper = await takenOver();
    await run();
    await getDb().paper.update({ where: { id: paper.id }, data: { abstract: "Something else." } });
    expect(await findDerived(paper.id)).toMatchObject({ summary: null, summaryModel: null });
    expect((await findPaperRow(paper.key))?.summary).toBeNull();
    answer = say("Something else works.");
    expect(await run()).toEqual({ written: 1 });
    expect((await findDerived(paper.id)).summary).toBe("Something else works.");
  });

  it("are not requested without a server, for starter papers, or again after an empty answer", async () => {
    await takenOver({ abstractKind: "summary" });
    expect(await run()).toEqual({ written: 0 });
    await takenOver();
    amendConfig({ SUMMARY_URL: "" });
    expect(await run()).toEqual({ written: 0 });
    expect(requests).toEqual([]);
  });

  it("are left out if the model has nothing to say", async () => {
    const paper = await takenOver();
    answer = say(" <think>hm</think> ");
    await run();
    await run();
    expect(requests).toHaveLength(1);
    expect((await findDerived(paper.id)).summary).toBeNull();
  });

  it("pause after a failure, twice as long after the next one, and continue when the server is back", async () => {
    await takenOver();
    answer = { status: 503, body: { error: "busy" } };
    expect(await run()).toEqual({ written: 0 });
    expect(await run(later(1))).toEqual({ written: 0 });
    expect(requests).toHaveLength(1);
    await run(later(3));
    await run(later(5));
    expect(requests).toHaveLength(2);
    answer = say("Back.");
    expect(await run(later(8))).toEqual({ written: 1 });
  });
});

describe("a text that the server refuses", () => {
  it("is skipped without delaying others", async () => {
    const paper = await takenOver({ title: "Too much", heat: 2 });
    await takenOver({ title: "Fine", heat: 1 });
    expect(await run()).toEqual({ written: 1 });
    await takenOver({ title: "Fine, too", heat: 1 });
    expect(await run(later(1))).toEqual({ written: 1 });
    expect(requests).toHaveLength(3);
    expect((await findDerived(paper.id)).summary).toBeNull();
  });

  it("is requested again if all texts are refused, because then the server is at fault", async () => {
    await takenOver({ title: "Too much" });
    expect(await run()).toEqual({ written: 0 });
    expect(await run(later(1))).toEqual({ written: 0 });
    expect(requests).toHaveLength(1);
    await run(later(3));
    expect(requests).toHaveLength(2);
  });
});

describe("the server", () => {
  const paper = { title: "T", abstract: "A" };
  const ask = (url: string) => askForSummary({ url, key: undefined, model: "m" }, paper, signal);

  it.each([
    ["no JSON", { status: 200, body: "<html>" }],
    ["no message", { status: 200, body: { choices: [] } }],
    ["a refusal", { status: 401, body: {} }],
  ])("is unavailable when it answers with %s", async (_, given) => {
    answer = given;
    await expect(ask(process.env.SUMMARY_URL ?? "")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is unavailable when it does not answer", async () => {
    await expect(ask("http://127.0.0.1:9")).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("an answer", () => {
  it.each([
    ["**Summary:** It `works`.\n\n", "It works."],
    ["<think>The user wants\nmore.</think>TL;DR: Fine.", "Fine."],
    ["See [this](https://example.org) <b>now</b>", "See this now"],
    ["<think>never ends", ""],
  ])("%j becomes %j", (text, plain) => expect(cleanSummary(text)).toBe(plain));

  it("is cut at a sentence, or at a word", () => {
    const sentence = `${"word ".repeat(40)}end. `;
    expect(cleanSummary(sentence.repeat(5))).toBe(sentence.repeat(2).trim());
    const long = cleanSummary("word ".repeat(300));
    expect(long.length).toBeLessThanOrEqual(maxSummaryLength);
    expect(long).toMatch(/word …$/);
  });
});
