import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeArxiv, startFakeArxiv } from "@/e2e/fakes/arxiv";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { submissionSchema } from "@/lib/community/submissions/schema";
import { submitPaper } from "@/lib/community/submissions/submissions";
import { createArxivClient } from "@/lib/papers/arxiv/client";
import { findPaper } from "@/lib/papers/papers";

withTestDb();

let arxiv: FakeArxiv;
beforeAll(async () => {
  arxiv = await startFakeArxiv({ retryAfter: "0" });
});
beforeEach(() => arxiv.release());
afterAll(() => arxiv.close());

const deps = (timeoutMs = 10_000) => ({
  client: createArxivClient({ ...arxiv, minIntervalMs: 0, timeoutMs }),
  now: new Date("2026-03-10T12:00:00Z"),
  timeZone: "UTC",
});
const form = (id: string) => submissionSchema.parse({ id, upvote: "on" });

describe("with arXiv's real responses", () => {
  it("a paper is added with its latest version, its DOI and its accents", async () => {
    const viewer = await makePerson();
    await submitPaper(viewer, form("https://arxiv.org/abs/2601.99901v1"), deps());
    expect(await findPaper("2601.99901")).toMatchObject({
      title: "A made-up paper in three versions, à la Erdős–Rényi",
      version: 3,
      upvotes: 1,
      doi: "10.5555/example.2026.1",
      authors: ["First Example", "Second Example"],
    });
  });

  it("an old id keeps its slash", async () => {
    const { key } = await submitPaper(await makePerson(), form("hep-th/9901999"), deps());
    expect(await findPaper(key)).toMatchObject({ key: "hep-th/9901999" });
  });

  it.each([
    ["2601.99902", "unprocessable"],
    ["2601.99999", "not-found"],
  ])("%s is %s", async (id, code) => {
    await expect(submitPaper(await makePerson(), form(id), deps())).rejects.toMatchObject({ code });
  });

  it.each(["slow", "down", "503", "429", "html"] as const)("a fault (%s) writes nothing", async (mode) => {
    const viewer = await makePerson();
    arxiv.setMode(mode);
    await expect(
      submitPaper(viewer, form("2503.15457"), deps(mode === "slow" ? 150 : 10_000)),
    ).rejects.toMatchObject({ code: "unavailable" });
    expect(await findPaper("2503.15457")).toBeNull();
    expect(await getDb().vote.count({ where: { userId: viewer.id } })).toBe(0);
  });
});
