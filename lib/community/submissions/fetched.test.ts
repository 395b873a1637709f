import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeArxiv, makeRecord } from "@/e2e/support/arxiv-records";
import { fetchRecord } from "@/lib/community/submissions/fetched";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  // lru-cache holds the real `performance` object from its module load, so its `now` is mocked to follow the fake date.
  vi.spyOn(performance, "now").mockImplementation(() => Date.now());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("a record from arXiv", () => {
  it("is fetched once in ten minutes", async () => {
    const client = fakeArxiv([makeRecord({ arxivId: "2601.00001" })]);
    await fetchRecord(client, "2601.00001");
    await vi.advanceTimersByTimeAsync(590_000);
    await fetchRecord(client, "2601.00001");
    expect(client.requestedIds).toEqual(["2601.00001"]);
    await vi.advanceTimersByTimeAsync(20_000);
    await fetchRecord(client, "2601.00001");
    expect(client.requestedIds).toHaveLength(2);
  });

  it("is fetched again when it was missing or withdrawn", async () => {
    const client = fakeArxiv([makeRecord({ arxivId: "2601.00001", withdrawn: true })]);
    for (const id of ["2601.00001", "2601.00002"])
      for (let times = 0; times < 2; times++) await expect(fetchRecord(client, id)).rejects.toThrow();
    expect(client.requestedIds).toHaveLength(4);
  });

  it("is cached for the last hundred papers only", async () => {
    const ids = Array.from({ length: 101 }, (_, i) => `2601.${10001 + i}`);
    const client = fakeArxiv(ids.map((arxivId) => makeRecord({ arxivId })));
    for (const id of [...ids, ids[100] ?? "", ids[0] ?? ""]) await fetchRecord(client, id);
    expect(client.requestedIds).toEqual([...ids, ids[0]]);
  });
});
