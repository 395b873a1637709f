import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { findPaper } from "@/lib/papers/papers";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
let close: () => Promise<void>;

beforeAll(async () => {
  const arxiv = await startFakeArxiv();
  close = arxiv.close;
  amendConfig({ ARXIV_API_URL: arxiv.apiUrl });
  Object.assign(getConfig(), { ARXIV_API_URL: arxiv.apiUrl, ARXIV_INTERVAL_MS: 0 });
});
afterAll(() => close());

describe("submitting", () => {
  it("shows the paper first, then adds it once", async () => {
    const viewer = await makePerson();
    const query = { id: "https://arxiv.org/abs/2503.15457" };
    expect(await callOperation("previewSubmission", { viewer, query, now })).toMatchObject({
      kind: "new",
      id: "2503.15457",
      note: null,
      publishedAt: "2025-03-19T17:36:54.000Z",
    });
    expect(await findPaper("2503.15457")).toBeNull();
    const submit = () =>
      callOperation("submitPaper", {
        viewer,
        now,
        body: { id: query.id, upvote: true, comment: "Worth a look." },
      });
    const url = "http://localhost:3000/papers/2503.15457";
    expect(await submit()).toEqual({ id: "2503.15457", isNew: true, url });
    expect(await submit()).toEqual({ id: "2503.15457", isNew: false, url });
    expect(await findPaper("2503.15457")).toMatchObject({
      upvotes: 1,
      commentCount: 1,
      submitterId: viewer.id,
    });
    expect(await callOperation("previewSubmission", { viewer, query, now })).toMatchObject({ kind: "here" });
  });

  it("says if the same work exists under another id", async () => {
    const title =
      "An Image is Worth $K$ Topics: A Visual Structural Topic Model with Pretrained Image Embeddings";
    const twin = await makePaper({
      title,
      titleKey: "animageisworthktopicsavisualstructuraltopicmodelwithpretrainedimageembeddings",
      authors: ["Matteo Magnani"],
      authorSlugs: ["matteo-magnani"],
    });
    const query = { id: "2504.10004" };
    const found = await callOperation("previewSubmission", { viewer: await makePerson(), query, now });
    expect(found).toMatchObject({ kind: "same", id: twin.key, note: expect.stringContaining(twin.key) });
  });

  it("accepts papers entered by hand, on which a curator decides", async () => {
    const viewer = await makePerson();
    const curator = await makePerson({ role: "curator" });
    const body = {
      title: "A survey of lighthouses",
      authors: ["Ada Example", "Grace Example"],
      topics: ["cs.DL"],
      abstract: "We count the lighthouses of one coast.",
      link: "https://example.org/lighthouses.pdf",
    };
    const { id } = await callOperation<{ id: string }>("enterPaper", { viewer, body, now });
    expect(await callOperation("listEntries", { viewer })).toMatchObject({
      items: [{ id, status: "pending" }],
    });
    expect(await callOperation("listPending", { viewer: curator })).toMatchObject({
      items: [{ id, link: body.link, authors: body.authors, submitter: viewer.username }],
    });
    const decide = (decision: string, by = curator) =>
      callOperation("decideSubmission", { viewer: by, params: { id }, body: { decision }, now });
    await expect(decide("approved", viewer)).rejects.toMatchObject({ code: "forbidden" });
    expect(await decide("approved")).toEqual({ id });
    expect(await callOperation("getPaper", { params: { id } })).toMatchObject({ title: body.title });
  });

  it("may be declined; such a paper is visible to its submitter only", async () => {
    const viewer = await makePerson();
    const curator = await makePerson({ role: "curator" });
    const { id } = await callOperation<{ id: string }>("enterPaper", {
      viewer,
      body: {
        title: "A survey of bridges",
        authors: ["Ada Example"],
        abstract: "We count the bridges of one town.",
        link: "https://example.org/bridges.pdf",
      },
      now,
    });
    const given = { viewer: curator, params: { id }, body: { decision: "declined" } };
    expect(await callOperation("decideSubmission", given)).toEqual({ id: null });
    expect(await callOperation("listEntries", { viewer })).toMatchObject({
      items: [{ id, status: "declined" }],
    });
    await expect(callOperation("getPaper", { params: { id } })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("claiming", () => {
  it("waits for a curator, who may change the decision later", async () => {
    const viewer = await makePerson();
    const curator = await makePerson({ role: "curator" });
    const { key } = await makePaper();
    const body = { paper: `arXiv:${key}v1`, author: "Ada Lovelace" };
    expect(await callOperation("claimPaper", { viewer, body })).toEqual({ status: "pending" });
    type Claims = { items: { id: number }[] };
    const claims = (status: string) =>
      callOperation<Claims>("listClaims", { viewer: curator, query: { status } });
    const [claim] = (await claims("pending")).items;
    expect(claim).toMatchObject({ paper: { id: key }, author: "Ada Lovelace", person: viewer.username });
    const params = { id: String(claim?.id) };
    await callOperation("decideClaim", { viewer: curator, params, body: { decision: "verified" }, now });
    expect(await callOperation("claimPaper", { viewer, body })).toEqual({ status: "verified" });
    expect((await claims("verified")).items).toHaveLength(1);
    await callOperation("decideClaim", { viewer: curator, params, body: { decision: "declined" }, now });
    expect((await claims("verified")).items).toEqual([]);
  });

  it("is decided by curators only", async () => {
    const viewer = await makePerson();
    for (const [id, given] of [
      ["listClaims", { query: {} }],
      ["decideClaim", { params: { id: "1" }, body: { decision: "verified" } }],
    ] as const)
      await expect(callOperation(id, { viewer, ...given })).rejects.toMatchObject({ code: "forbidden" });
  });
});
