import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Prisma } from "@/prisma/generated/client";

withTestDb();

const before = new Date("2026-03-01T00:00:00Z");
const later = new Date("2026-03-05T00:00:00Z");

async function updatedAtAfter(data: Prisma.PaperUncheckedUpdateInput): Promise<Date> {
  const { id } = await makePaper({ updatedAt: before });
  return (await getDb().paper.update({ where: { id }, data })).updatedAt;
}

const shown: Prisma.PaperUncheckedUpdateInput[] = [
  { key: "q-abcd1234" },
  { title: "Another title" },
  { abstract: "Another abstract." },
  { abstractKind: "summary" },
  { authors: ["Somebody Else"] },
  { topics: ["math.CO"] },
  { keywords: ["spectral gap"] },
  { comment: "12 pages" },
  { journalRef: "J. Tests 1 (2026)" },
  { doi: "10.1000/182" },
  { dois: ["10.1000/182", "10.1000/183"] },
  { licence: "https://creativecommons.org/licenses/by/4.0/" },
  { publishedAt: later },
  { versions: [{ version: 2, at: later.toISOString() }] },
  { version: 2 },
  { announcedAt: later },
  { day: new Date("2026-03-05") },
  { status: "hidden" },
  { sourceUrl: "https://example.org/paper.pdf" },
  { codeUrl: "https://github.com/a/b" },
  { projectUrl: "https://example.org" },
  { organization: "A University" },
  { withdrawn: true },
  { withdrawnBy: "arxiv" },
  { featuredAt: later },
];

it.each(shown)("updatedAt changes with visible fields: %o", async (data) => {
  expect((await updatedAtAfter(data)).getTime()).toBeGreaterThan(before.getTime());
});

it.each([{ heat: 3 }, { upvotes: 4 }, { commentCount: 2 }, { codeStars: 70 }, { withdrawn: false }])(
  "it stays where counts change or nothing does: %o",
  async (data) => {
    expect(await updatedAtAfter(data)).toEqual(before);
  },
);

it("updatedAt does not change with votes and can be set explicitly", async () => {
  const person = await makePerson();
  const { id, key } = await makePaper({ updatedAt: before });
  await upvotePaper(person, key);
  await takeBackUpvote(person, key);
  expect((await getDb().paper.findUniqueOrThrow({ where: { id } })).updatedAt).toEqual(before);
  expect(await updatedAtAfter({ title: "Another title", updatedAt: later })).toEqual(later);
});
