import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeArxiv, startFakeArxiv } from "@/e2e/fakes/arxiv";
import { amendConfig } from "@/lib/base/config";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";

let arxiv: FakeArxiv;

beforeAll(async () => {
  arxiv = await startFakeArxiv();
  const addresses = { ARXIV_API_URL: arxiv.apiUrl, ARXIV_OAI_URL: arxiv.oaiUrl };
  amendConfig({ ...addresses, ARXIV_INTERVAL_MS: "0", HUB_URL: "http://hüb.example:8080" });
});
afterAll(() => arxiv.close());

it("creates one client per process from the settings, also for an internationalised hub address", async () => {
  expect(getArxiv()).toBe(getArxiv());
  expect(await getArxiv().findPaper("2601.99901")).toMatchObject({
    authors: ["First Example", "Second Example"],
  });
  expect(arxiv.requests).toHaveLength(1);
});
