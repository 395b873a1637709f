import { beforeAll, describe, expect, it, vi } from "vitest";
import { GET as daily } from "@/app/api/daily_papers/route";
import { GET as papers } from "@/app/api/papers/route";
import { GET as v1 } from "@/app/api/v1/[...path]/route";
import { GET as feeds } from "@/app/feeds/[...address]/route";
import { GET as oai } from "@/app/oai/route";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, getAll: () => [] }),
}));

withTestDb();

const hub = "http://localhost:3000";
const none = { params: Promise.resolve({}) };
const token = (json: string) => Buffer.from(json).toString("base64url");

beforeAll(async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
  await makePaper({ upvotes: 2 });
});

const days = ["0000-01-01", "0001-01-01", "9999-12-31", "2026-13-45", "2026-02-30", "-1", "+275760-09-13"];
const weeks = ["0000-W01", "9999-W52", "2026-W54", "2026-W00", "-1"];
const months = ["0000-01", "9999-12", "2026-13", "-1"];

describe("both APIs", () => {
  it.each([
    ...days.flatMap((day) => [`/api/v1/papers?day=${day}`, `/api/v1/papers?at=${day}`]),
    ...weeks.map((week) => `/api/v1/papers?week=${week}`),
    ...months.map((month) => `/api/v1/papers?month=${month}`),
    "/api/v1/papers?window=bogus",
    "/api/v1/papers?order=bogus",
    `/api/v1/papers?after=${token("[1,9007199254740991,0]")}`,
    `/api/v1/papers?after=${token("[1e400,1,0]")}`,
    "/api/v1/papers?after=zzz",
  ])("%s is 400 with a sentence that names the parameter", async (address) => {
    const response = await v1(new Request(hub + address.replaceAll("+", "%2B")));
    expect(response.status).toBe(400);
    const [, name = ""] = /\?(\w+)=/.exec(address) ?? [];
    expect((await response.json()).error).toMatch(new RegExp(`^${name}: .+\\.$`));
  });

  it.each([
    ...days.map((day) => `/api/daily_papers?date=${day}`),
    ...weeks.map((week) => `/api/daily_papers?week=${week}`),
    ...months.map((month) => `/api/daily_papers?month=${month}`),
  ])("%s is 400", async (address) => {
    expect((await daily(new Request(hub + address.replaceAll("+", "%2B")), none)).status).toBe(400);
  });

  it.each(["1e15", "-1e15", "1e308", "-1e308", "1.5"])(
    "a cursor with the value %s leads somewhere",
    async (value) => {
      const after = token(`[${value},1,0]`);
      for (const order of ["trending", "newest", "top"]) {
        const response = await v1(new Request(`${hub}/api/v1/papers?order=${order}&after=${after}`));
        expect(response.status).toBe(200);
      }
      expect((await papers(new Request(`${hub}/api/papers?cursor=${after}`), none)).status).toBe(200);
    },
  );
});

describe("feeds and exports", () => {
  it.each(["atom", "rss", "json", "bib", "csv"])(
    "name the parameter that cannot be understood as %s",
    async (format) => {
      for (const [query, name] of [
        ["window=bogus", "window"],
        ["at=2026-13-45", "at"],
      ] as const) {
        const response = await feeds(new Request(`${hub}/feeds/trending.${format}?${query}`));
        expect(response.status).toBe(400);
        expect((await response.json()).error).toContain(`“${name}”`);
      }
    },
  );

  it.each([
    ...days.map((day) => `date/${day}`),
    ...weeks.map((week) => `week/${week}`),
    ...months.map((month) => `month/${month}`),
  ])("there is none at %s", async (path) =>
    expect((await feeds(new Request(`${hub}/feeds/${path}.atom`))).status).toBe(404),
  );
});

it.each([
  ...days.map((day) => `from=${day}`),
  "until=2026-03-01T99:00:00Z",
  `resumptionToken=${token('["ListRecords","oai_dc",null,null,null,1e300,1,1]')}`,
])("a harvester's %s is answered by the protocol's own error or an empty list", async (argument) => {
  const alone = argument.startsWith("resumptionToken") ? "" : "&metadataPrefix=oai_dc";
  const response = await oai(
    new Request(`${hub}/oai?verb=ListRecords${alone}&${argument.replaceAll("+", "%2B")}`),
  );
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/<error code="|<ListRecords>/);
});
