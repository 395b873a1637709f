import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const notFound = { code: "not-found" };
type Json = { id: number; name: string; papers: number; paused: boolean };

const make = (viewer: Viewer, name: string, papers: string[]) =>
  callOperation<Json>("makeInterest", { viewer, body: { name, papers } });
const list = async (viewer: Viewer) =>
  (await callOperation<{ items: Json[] }>("listInterests", { viewer })).items;

describe("interests", () => {
  it("can be created, renamed, paused, merged and removed", async () => {
    const viewer = await makePerson();
    const first = await makePaper();
    const second = await makePaper();
    const robots = await make(viewer, "Robots", [first.key]);
    expect(robots).toEqual({
      id: robots.id,
      name: "Robots",
      provisional: false,
      kept: true,
      paused: false,
      papers: 1,
      newest: [{ id: first.key, title: first.title }],
    });
    const arms = await make(viewer, "Arms", [second.key]);
    const params = { id: String(robots.id) };
    const body = { name: "Machines", paused: true };
    const changed = await callOperation("changeInterest", { viewer, params, body });
    expect(changed).toMatchObject(body);
    const into = { into: robots.id };
    const merged = { viewer, params: { id: String(arms.id) }, body: into };
    expect(await callOperation("mergeInterests", merged)).toMatchObject({ name: "Machines", papers: 2 });
    await callOperation("removeInterest", { viewer, params });
    await expect(callOperation("removeInterest", { viewer, params })).rejects.toMatchObject(notFound);
    expect(await list(viewer)).toEqual([]);
  });

  it("can get and lose papers", async () => {
    const viewer = await makePerson();
    const first = await makePaper();
    const second = await makePaper();
    const robots = await make(viewer, "Robots", [first.key]);
    const arms = await make(viewer, "Arms", [second.key]);
    await callOperation("movePaper", { viewer, params: { id: String(robots.id), paper: second.key } });
    const papers = async () => new Map((await list(viewer)).map((one) => [one.id, one.papers]));
    expect((await papers()).get(robots.id)).toBe(2);
    await callOperation("dropPaper", { viewer, params: { paper: first.key } });
    expect((await papers()).get(robots.id)).toBe(1);
    expect((await papers()).get(arms.id) ?? 0).toBe(0);
  });

  it("belong to their reader only", async () => {
    const owner = await makePerson();
    const viewer = await makePerson();
    const paper = await makePaper();
    const { id } = await make(owner, "Robots", [paper.key]);
    const params = { id: String(id), paper: paper.key };
    const own = await make(viewer, "Mine", [paper.key]);
    const call = (name: string, body?: object) => callOperation(name, { viewer, params, body });
    await expect(call("changeInterest", { name: "Theirs" })).rejects.toMatchObject(notFound);
    await expect(call("mergeInterests", { into: own.id })).rejects.toMatchObject(notFound);
    await expect(call("movePaper")).rejects.toMatchObject(notFound);
    await expect(call("removeInterest")).rejects.toMatchObject(notFound);
    expect(await list(owner)).toMatchObject([{ id, name: "Robots", papers: 1 }]);
  });
});

it("a reader's settings can be read and changed, and are reset with their taste", async () => {
  const viewer = await makePerson();
  const paper = await makePaper();
  const get = () => callOperation("getReaderSettings", { viewer });
  expect(await get()).toEqual({ learns: true, ownPage: true });
  const body = { learns: false, ownPage: false };
  expect(await callOperation("changeReaderSettings", { viewer, body })).toEqual(body);
  await callOperation("changeReaderSettings", { viewer, body: { learns: true } });
  expect(await get()).toEqual({ learns: true, ownPage: false });
  await make(viewer, "Robots", [paper.key]);
  await callOperation("resetTaste", { viewer });
  expect(await list(viewer)).toEqual([]);
  expect(await get()).toEqual({ learns: true, ownPage: false });
});
