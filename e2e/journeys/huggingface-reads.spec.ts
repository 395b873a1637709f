import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { readPaperInfo, walkPages } from "@/e2e/support/huggingface-client";
import { seeded, seededDay } from "@/e2e/support/seed";

type Item = { paper: { id: string; [key: string]: unknown }; [key: string]: unknown };

const hub = () => process.env.TEST_HUB ?? "";
const request = (path: string, init: RequestInit = {}) => fetch(`${hub()}${path}`, init);

async function read<T>(path: string): Promise<T> {
  const response = await request(path);
  expect(response.status, path).toBe(200);
  return response.json();
}

test("the Python client reads the daily feed", async () => {
  const items = await read<Item[]>(`/api/daily_papers?date=${seededDay}`);
  const info = items.map(readPaperInfo).find(({ id }) => id === seeded.guarded.key);
  expect(info).toMatchObject({
    title: seeded.guarded.title,
    upvotes: 0,
    comments: 0,
    organization: { name: "example-lab", fullname: "Example Lab" },
    githubRepo: null,
    publishedAt: new Date("2025-01-13T10:00:00Z"),
    submittedAt: new Date(`${seededDay}T00:00:00Z`),
    discussionId: expect.stringMatching(/^[0-9a-f]{24}$/),
    authors: [
      { name: "Ada Example", username: null, status: null, hidden: false },
      { name: "Second Example" },
    ],
    submittedBy: { username: "hub", fullname: "Quire", isPro: false },
  });
  expect((await fetch(String(info?.submittedBy?.avatarUrl))).headers.get("content-type")).toBe(
    "image/svg+xml",
  );
});

test("the client's filters and sort orders work", async () => {
  const ids = async (query: string) =>
    (await read<Item[]>(`/api/daily_papers?limit=100&${query}`)).map(({ paper }) => paper.id);
  for (const period of [`date=${seededDay}`, "week=2025-W03", "month=2025-01"])
    for (const sort of ["publishedAt", "trending"])
      expect(await ids(`${period}&sort=${sort}`), period).toContain(seeded.guarded.key);
  expect(await ids("date=2025-01-16")).toEqual([]);
  expect(await ids("date=2199-01-01")).toEqual([]);
  expect(await ids("submitter=nobody-at-all")).toEqual([]);
  expect(await ids("p=99999")).toEqual([]);
  const days = (await read<Item[]>("/api/daily_papers?limit=100")).map(({ publishedAt }) =>
    String(publishedAt),
  );
  expect(days).toEqual(days.toSorted().reverse());
});

for (const query of [
  "date=2025-02-30",
  "week=2025-W60",
  "month=2025-1",
  "sort=best",
  "limit=0",
  "limit=101",
  "p=-1",
])
  test(`${query} is refused with an error message`, async () => {
    const response = await request(`/api/daily_papers?${query}`);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error).toMatch(new RegExp(`^${query.split("=")[0]}: [A-Z].*\\.$`));
    expect(response.headers.get("x-error-message")).toBe(error);
    expect(response.headers.get("x-error-code")).toBeNull();
  });

for (const list of [
  "/api/daily_papers?limit=7",
  "/api/daily_papers?limit=7&sort=trending",
  "/api/papers?limit=7",
])
  test(`the pages of ${list} repeat no paper`, async () => {
    const pages = await walkPages(`${hub()}${list}`, 5);
    expect(pages.map(({ items }) => items.length)).toEqual([7, 7, 7, 7, 7]);
    const ids = pages.flatMap(({ items }) => items.map((item) => readPaperInfo(item).id));
    // In the daily feed, a vote by another journey between two requests may move a paper to another page.
    expect(new Set(ids).size).toBeGreaterThanOrEqual(list.includes("daily") ? 30 : 35);
    for (const { address } of pages) expect(new URL(address).searchParams.get("limit")).toBe("7");
  });

type SubmittedPaper = { key: string; day: string; heat: number };

/** Adds 36 papers from three days of the past, each with another heat, submitted by a new person. */
async function addSubmitted(query: Parameters<typeof addPerson>[0]) {
  const { id, username } = await addPerson(query);
  const papers = Array.from({ length: 36 }, (_, i) => ({
    key: `q-${username}-${i}`,
    day: `2024-05-0${1 + (i % 3)}`,
    heat: i,
  }));
  await query(
    `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day,
       source, heat, submitter_id)
     SELECT key, 'Submitted as ' || key, key, 'It is submitted, and listed.', '{Ada Example}', '{ada-example}', '{cs.DL}',
       day, day, day, 'submission', heat, $1
     FROM json_to_recordset($2) AS p(key text, day date, heat float8)`,
    [id, JSON.stringify(papers)],
  );
  return { username, papers };
}

const byHeat = (one: SubmittedPaper, other: SubmittedPaper) => other.heat - one.heat;
const byDay = (one: SubmittedPaper, other: SubmittedPaper) =>
  other.day.localeCompare(one.day) || byHeat(one, other);

for (const [sort, order] of [
  ["publishedAt", byDay],
  ["trending", byHeat],
] as const)
  test(`the pages of papers that nobody upvotes contain each once, in order, by ${sort}`, async ({
    query,
  }) => {
    const { username, papers } = await addSubmitted(query);
    const list = `${hub()}/api/daily_papers?limit=7&submitter=${username}&sort=${sort}`;
    const pages = await walkPages(list, 9);
    const ids = pages.map(({ items }) => items.map((item) => readPaperInfo(item).id));
    const keys = papers.toSorted(order).map(({ key }) => key);
    await query("DELETE FROM papers WHERE key = ANY($1)", [keys]);
    expect(ids).toEqual([0, 7, 14, 21, 28, 35].map((start) => keys.slice(start, start + 7)));
  });

test("a paper is read by its id: with a version, and in the old format, encoded or not", async () => {
  for (const path of [seeded.guarded.key, `${seeded.guarded.key}v2`]) {
    const paper = await read<Record<string, unknown>>(`/api/papers/${path}`);
    expect(readPaperInfo(paper)).toMatchObject({
      id: seeded.guarded.key,
      title: seeded.guarded.title,
      comments: 0,
      submittedBy: { username: "hub" },
      submittedAt: new Date(`${seededDay}T01:00:00Z`),
    });
    expect(paper).toMatchObject({
      linkedModels: [],
      linkedDatasets: [],
      linkedSpaces: [],
      numTotalModels: 0,
    });
  }
  for (const path of [seeded.old.key, encodeURIComponent(seeded.old.key), `${seeded.old.key}v1`])
    expect((await read<{ id: string }>(`/api/papers/${path}`)).id).toBe(seeded.old.key);
  const missing = await request("/api/papers/2501.00009");
  expect([missing.status, await missing.json()]).toEqual([404, { error: "There is no such paper here." }]);
});

test("arXiv's widget reads a paper and its repositories from another site", async () => {
  const options = { headers: { Origin: "https://arxiv.org" } };
  const paper = await request(`/api/papers/${seeded.guarded.key}`, options);
  const repos = await request(`/api/arxiv/${seeded.guarded.key}/repos`, options);
  expect(Object.hasOwn(await paper.json(), "error")).toBe(false);
  const { models, datasets, spaces } = await repos.json();
  expect([...models, ...datasets, ...spaces]).toEqual([]);
  for (const { headers } of [paper, repos]) expect(headers.get("access-control-allow-origin")).toBe("*");
});

test("an unknown token does not prevent reading, and does not allow writing", async () => {
  const headers = { Authorization: "Bearer hf_0123456789", "Content-Type": "application/json" };
  expect((await request(`/api/papers/${seeded.guarded.key}`, { headers })).status).toBe(200);
  const sent = { method: "POST", headers, body: JSON.stringify({ comment: "Hello" }) };
  expect((await request(`/api/papers/${seeded.guarded.key}/comment`, sent)).status).toBe(401);
});

test("reads may be cached, answer 304 when unchanged, and answer HEAD", async () => {
  for (const path of ["/api/daily_papers", `/api/papers/${seeded.guarded.key}`]) {
    const { headers } = await request(path);
    expect(headers.get("cache-control")).toBe("public, s-maxage=10, stale-while-revalidate=60");
    expect(headers.get("content-type")).toContain("application/json");
    expect(headers.get("x-request-id")).toBeTruthy();
    const again = await request(path, { headers: { "If-None-Match": headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
    const head = await request(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("link")).toBe(headers.get("link"));
  }
});

test("a thumbnail is a PNG of 1200 by 630 pixels", async () => {
  const [item] = await read<Item[]>(`/api/daily_papers?date=${seededDay}&limit=1`);
  const response = await fetch(String(item?.thumbnail));
  const png = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-type")).toBe("image/png");
  expect([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
    "PNG",
    1200,
    630,
  ]);
  const etag = response.headers.get("etag") ?? "";
  expect((await fetch(String(item?.thumbnail), { headers: { "If-None-Match": etag } })).status).toBe(304);
});

test("a search gives items in the format of the feed; an id finds its paper first", async () => {
  // A new hub takes a while to build the search table.
  await expect
    .poll(async () => (await request("/api/papers/search?q=seeded")).status, { timeout: 90_000 })
    .toBe(200);
  const found = await read<Item[]>(`/api/papers/search?q=${seeded.guarded.key}&limit=5`);
  expect(readPaperInfo(found[0] ?? {})).toMatchObject({ id: seeded.guarded.key, upvotes: 0 });
  for (const query of ["", "?q=", `?q=${"x".repeat(251)}`, "?q=x&limit=121"])
    expect((await request(`/api/papers/search${query}`)).status, query).toBe(400);
});
