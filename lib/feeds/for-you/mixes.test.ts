import { describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { deleteMix } from "@/lib/digests/subscriptions/delete-mix";
import { maxMixes, plainMix } from "@/lib/feeds/for-you/mix";
import {
  changeMix,
  createMix,
  findMixByToken,
  getMix,
  listMixes,
  renewMix,
  setDefaultMix,
} from "@/lib/feeds/for-you/mixes";
import { getReader } from "@/lib/feeds/for-you/reader";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const weights = { ...plainMix, taste: 2 };
const notFound = { code: "not-found" };
const make = (viewer: Viewer, name: string) => createMix(viewer, { name, weights });

describe("a mix", () => {
  it("is saved under a name, from which its address is made", async () => {
    const viewer = await makePerson();
    const made = await make(viewer, "Late Évenings");
    expect(made).toEqual({
      name: "Late Évenings",
      slug: "late-evenings",
      weights,
      isDefault: false,
      token: expect.stringMatching(/^[\w-]{32}$/),
    });
    expect(await getMix(viewer, "late-evenings")).toEqual(made);
    expect(await listMixes(viewer)).toEqual([made]);
    expect(await listMixes(null)).toEqual([]);
  });

  it("has a name and an address that are unique for its reader", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    await make(viewer, "C++");
    await expect(make(viewer, "c++")).rejects.toMatchObject({ code: "conflict" });
    expect((await make(viewer, "C#")).slug).toBe("c-2");
    expect((await make(other, "C++")).slug).toBe("c");
  });

  it("is renamed and reweighed at the same address", async () => {
    const viewer = await makePerson();
    await make(viewer, "Mornings");
    const { slug } = await make(viewer, "Evenings");
    await changeMix(viewer, slug, { name: "Nights" });
    await changeMix(viewer, slug, { name: "Nights", weights: { ...plainMix, trend: 0 } });
    expect(await getMix(viewer, slug)).toMatchObject({ name: "Nights", weights: { trend: 0, taste: 1 } });
    await expect(changeMix(viewer, slug, { name: "MORNINGS" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is visible to its reader only", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const { slug } = await make(viewer, "Mine");
    expect(await listMixes(other)).toEqual([]);
    const attempts = [
      () => getMix(other, slug),
      () => changeMix(other, slug, { name: "Theirs" }),
      () => renewMix(other, slug),
      () => deleteMix(other, slug),
      () => setDefaultMix(other, slug),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(notFound);
    expect(await getMix(viewer, slug)).toMatchObject({ name: "Mine" });
  });

  it("is one of at most twenty, despite concurrent requests", async () => {
    const viewer = await makePerson();
    const made = Array.from({ length: maxMixes + 2 }, (_, i) => make(viewer, `Mix ${i}`));
    const outcomes = await Promise.allSettled(made);
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(2);
    expect(await listMixes(viewer)).toHaveLength(maxMixes);
  });
});

describe("a mix by mail", () => {
  it("ends when the mix is deleted, and continues when it is renamed", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const short = await make(viewer, "李");
    const long = await make(viewer, "李 明");
    const pages = [short, long].map(({ slug }) => `/for-you/${encodeURIComponent(slug)}`);
    const feeds = ["/for-you", ...pages.flatMap((page) => [page, `${page}?taste=2`])];
    for (const { id: userId } of [viewer, other])
      for (const feed of feeds) await makeSubscription({ userId, feed });
    await changeMix(viewer, short.slug, { name: "王" });
    const listed = ({ id: userId }: Viewer) =>
      getDb().subscription.findMany({ where: { userId }, select: { feed: true }, orderBy: { id: "asc" } });
    expect(await listed(viewer)).toHaveLength(feeds.length);
    await deleteMix(viewer, short.slug);
    expect(await listed(viewer)).toEqual([feeds[0], ...feeds.slice(3)].map((feed) => ({ feed })));
    await expect(deleteMix(other, long.slug)).rejects.toMatchObject(notFound);
    expect(await listed(other)).toHaveLength(feeds.length);
  });
});

const findDefaultMix = async (viewer: Viewer) =>
  (await listMixes(viewer)).find(({ isDefault }) => isDefault) ?? null;

describe("the reader's own page", () => {
  it("opens with the chosen mix until the reader chooses the plain one or deletes it", async () => {
    const viewer = await makePerson();
    expect(await findDefaultMix(viewer)).toBeNull();
    const { slug } = await make(viewer, "Evenings");
    await setDefaultMix(viewer, slug);
    await setDefaultMix(viewer, slug);
    expect(await findDefaultMix(viewer)).toMatchObject({ slug, weights, isDefault: true });
    expect(await listMixes(viewer)).toMatchObject([{ isDefault: true }]);
    await setDefaultMix(viewer, null);
    expect(await findDefaultMix(viewer)).toBeNull();
    await setDefaultMix(viewer, slug);
    await deleteMix(viewer, slug);
    expect(await findDefaultMix(viewer)).toBeNull();
    expect((await getReader(viewer)).mix).toEqual(plainMix);
  });
});

describe("the secret of a mix's feed", () => {
  it("identifies the mix and its reader until it is renewed", async () => {
    const viewer = await makePerson();
    const { token, slug } = await make(viewer, "Evenings");
    expect(await findMixByToken(token)).toMatchObject({ viewer, mix: { slug, weights } });
    const renewed = await renewMix(viewer, slug);
    expect(renewed.token).not.toBe(token);
    expect(await findMixByToken(token)).toBeNull();
    expect(await findMixByToken(renewed.token)).toMatchObject({ viewer });
  });

  it("is deleted with the mix, and with the account", async () => {
    const viewer = await makePerson();
    const first = await make(viewer, "One");
    const second = await make(viewer, "Two");
    await deleteMix(viewer, first.slug);
    await getDb().user.delete({ where: { id: viewer.id } });
    for (const { token } of [first, second]) expect(await findMixByToken(token)).toBeNull();
  });
});
