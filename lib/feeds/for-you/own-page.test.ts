import { describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { findFeed } from "@/lib/feeds/addresses";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { createMix, listMixes, setDefaultMix } from "@/lib/feeds/for-you/mixes";
import { findOwnPage, findSecretFeed } from "@/lib/feeds/for-you/own-page";

withTestDb();

const weights = { ...plainMix, taste: 2 };
const now = new Date("2026-03-02T12:00:00Z");

async function reader() {
  const viewer = await makePerson();
  return { viewer, saved: await createMix(viewer, { name: "Late evenings", weights }) };
}

describe("a reader's own page", () => {
  it("shows the plain mix, or the one its address names", async () => {
    const { viewer } = await reader();
    expect(findOwnPage(await listMixes(viewer), null, {})).toEqual({
      mix: plainMix,
      saved: null,
      path: "/for-you",
      address: "/for-you",
    });
    const ofQuery = findOwnPage(await listMixes(viewer), null, { trend: "0", after: "x" });
    expect(ofQuery).toMatchObject({ mix: { ...plainMix, trend: 0 }, address: "/for-you?trend=0" });
  });

  it("opens with the reader's default mix, and can still show the plain one", async () => {
    const { viewer, saved } = await reader();
    await setDefaultMix(viewer, saved.slug);
    const begins = { mix: weights, saved: { name: "Late evenings", isDefault: true }, address: "/for-you" };
    expect(findOwnPage(await listMixes(viewer), null, {})).toMatchObject(begins);
    const plain = { mix: plainMix, address: "/for-you?trend=1" };
    expect(findOwnPage(await listMixes(viewer), null, { trend: "1" })).toMatchObject(plain);
  });

  it("shows a saved mix at its own address, with changes from the query", async () => {
    const { viewer, saved } = await reader();
    const mixes = await listMixes(viewer);
    const at = (query: Record<string, string>) => findOwnPage(mixes, saved.slug, query);
    expect(at({})).toMatchObject({ mix: weights, saved, address: "/for-you/late-evenings" });
    const changed = { mix: { ...plainMix, trend: 2 }, saved, address: "/for-you/late-evenings?trend=2" };
    expect(at({ trend: "2" })).toMatchObject(changed);
    expect(findOwnPage([], saved.slug, {})).toBeNull();
    expect(findOwnPage([], null, { trend: "2" }, "/")).toMatchObject({ path: "/", address: "/?trend=2" });
  });
});

describe("as a feed it", () => {
  it("is visible to its reader only", async () => {
    const { viewer } = await reader();
    const find = (path: string, who = viewer) => findFeed(path, {}, { now, viewer: who });
    expect(await find("/for-you")).toEqual({
      feed: { kind: "own", mix: plainMix },
      title: "For you",
      description: "Trending papers as one reader weighs them.",
      address: "/for-you",
    });
    expect(await find("/for-you/late-evenings")).toMatchObject({
      feed: { kind: "own", mix: weights },
      title: "For you: Late evenings",
      address: "/for-you/late-evenings",
    });
    for (const path of ["/for-you/nothing", "/for-you/", "/for-you/a/b"]) expect(await find(path)).toBeNull();
    expect(await find("/for-you/late-evenings", await makePerson())).toBeNull();
    expect(await findFeed("/for-you", {}, { now, viewer: null })).toBeNull();
  });

  it("can be read by its secret, without signing in", async () => {
    const { viewer, saved } = await reader();
    expect(await findSecretFeed(saved.token)).toMatchObject({
      named: {
        feed: { kind: "own", mix: weights },
        address: `/mine/${saved.token}`,
        page: "/for-you/late-evenings",
      },
      viewer,
    });
    expect(await findSecretFeed("nothing")).toBeNull();
  });
});
