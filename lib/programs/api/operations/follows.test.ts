import { expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";

withTestDb();

type List = { items: { id: number; kind: string; ref: string; label: string }[] };

it("things can be followed, renamed and unfollowed", async () => {
  const viewer = await makePerson();
  await makePaper({ topics: ["cs.CL"] });
  const add = (kind: string, ref: string) =>
    callOperation<{ id: number }>("follow", { viewer, body: { kind, ref } });
  const topic = await add("topic", "cs.CL");
  const again = await add("topic", "cs.CL");
  expect(again).toEqual(topic);
  const search = await add("search", "q=agents");
  const params = { id: String(search.id) };
  await callOperation("renameFollow", { viewer, params, body: { label: "Agents" } });
  expect(await callOperation<List>("listFollows", { viewer })).toMatchObject({
    items: [
      { id: search.id, kind: "search", ref: "q=agents", label: "Agents", lastWeek: null },
      { id: topic.id, kind: "topic", label: "Computation and Language", lastWeek: 1 },
    ],
  });
  await callOperation("unfollow", { viewer, params });
  await expect(callOperation("unfollow", { viewer, params })).rejects.toMatchObject({ code: "not-found" });
  expect((await callOperation<List>("listFollows", { viewer })).items).toHaveLength(1);
});

it("things can be muted and unmuted", async () => {
  const viewer = await makePerson();
  const { id } = await callOperation<{ id: number }>("mute", {
    viewer,
    body: { kind: "word", ref: "Blockchain" },
  });
  const list = () => callOperation<List>("listMutes", { viewer });
  expect(await list()).toMatchObject({ items: [{ id, kind: "word", ref: "blockchain" }] });
  await callOperation("unmute", { viewer, params: { id: String(id) } });
  expect(await list()).toEqual({ items: [] });
});

it("a mute ends a follow and a follow ends a mute, and both say so", async () => {
  const viewer = await makePerson();
  const body = { kind: "topic", ref: "cs.CL" };
  const lists = async () => [
    (await callOperation<List>("listFollows", { viewer })).items.length,
    (await callOperation<List>("listMutes", { viewer })).items.length,
  ];
  expect(await callOperation("follow", { viewer, body })).toMatchObject({ unmuted: false });
  expect(await callOperation("mute", { viewer, body })).toMatchObject({ wasFollowed: true });
  expect(await lists()).toEqual([0, 1]);
  expect(await callOperation("follow", { viewer, body })).toMatchObject({ unmuted: true });
  expect(await lists()).toEqual([1, 0]);
});

it("invalid requests are refused", async () => {
  const viewer = await makePerson();
  for (const body of [{ kind: "paper" }, { kind: "mood", ref: "good" }, { kind: "topic", ref: "" }])
    await expect(callOperation("follow", { viewer, body })).rejects.toThrow();
  await expect(
    callOperation("follow", { viewer, body: { kind: "topic", ref: "x.Y" } }),
  ).rejects.toMatchObject({
    code: "not-found",
  });
});
