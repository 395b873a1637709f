import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import {
  findFollowState,
  follow,
  followTopics,
  listFollowed,
  listFollows,
  renameFollow,
  unfollow,
} from "@/lib/follows/follows";
import { followAgain, listMutes, mute } from "@/lib/follows/mutes";
import { maxFollows } from "@/lib/follows/schema";
import { findTopic } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
let viewer: Viewer;
beforeEach(async () => {
  viewer = await makePerson();
});

const mine = async () => (await listFollows(viewer)).map(({ kind, ref, label }) => [kind, ref, label]);
const text = "Robots that learn to grasp things from videos of people.";

const topics = (...ids: string[]) => ids.flatMap((id) => findTopic(id) ?? []);

describe("following", () => {
  it("stores each thing once, in its canonical spelling, with its name", async () => {
    const paper = await makePaper({ title: "On engines", codeUrl: "https://example.org/code", version: 2 });
    const other = await makePerson();
    for (const [kind, ref] of [
      ["topic", "CMP-LG"],
      ["author", "Ada Lovelace"],
      ["author", "ada-lovelace"],
      ["person", ` ${other.username.toUpperCase()} `],
      ["paper", `arXiv:${paper.key}v1`],
      ["search", "/search?topic=cs.CL&q=agents+&sort=newest"],
      ["search", "q=agents&topic=cs.CL"],
      ["text", `${text}\n`],
    ] as const)
      await follow(viewer, { kind, ref }, now);
    expect(await mine()).toEqual([
      ["text", text, text],
      ["search", "q=agents&topic=cs.CL", "agents in Computation and Language"],
      ["paper", paper.key, "On engines"],
      ["person", other.username, other.username],
      ["author", "ada-lovelace", "Ada Lovelace"],
      ["topic", "cs.CL", "Computation and Language"],
    ]);
    const kept = await getDb().follow.findMany({
      where: { userId: viewer.id, kind: { in: ["paper", "search"] } },
    });
    expect(kept).toMatchObject([
      { hadCode: true, hadVersion: 2, foundUntil: now },
      { foundUntil: new Date("2026-02-23T18:00:00Z") },
    ]);
  });

  it("refuses unknown subjects and searches or texts that say too little", async () => {
    for (const [kind, ref, code] of [
      ["topic", "cs.ZZ", "not-found"],
      ["author", "nobody-at-all", "not-found"],
      ["person", "nobody-here", "not-found"],
      ["person", viewer.username, "invalid"],
      ["paper", "2699.99999", "not-found"],
      ["search", "sort=newest", "not-found"],
      ["search", "topic=nope", "not-found"],
      ["text", "too short", "invalid"],
    ] as const)
      await expect(follow(viewer, { kind, ref }, now), ref).rejects.toMatchObject({ code });
    expect(await mine()).toEqual([]);
  });

  it("cuts a long text to the size of an index entry, in any script", async () => {
    for (const sign of ["a", "意"]) {
      const { ref } = await follow(viewer, { kind: "text", ref: `${sign.repeat(30)} `.repeat(60) }, now);
      expect(Buffer.byteLength(ref)).toBeLessThanOrEqual(2000);
      expect(ref).not.toContain("�");
    }
  });

  it("can be ended by subject or by id, but not by others", async () => {
    const other = await makePerson();
    const { id } = await follow(viewer, { kind: "topic", ref: "cs.CL" }, now);
    await follow(viewer, { kind: "search", ref: "q=agents" }, now);
    await expect(unfollow(other, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(renameFollow(other, id, "Mine")).rejects.toMatchObject({ code: "not-found" });
    await renameFollow(viewer, id, "Language");
    await unfollow(viewer, { kind: "search", ref: "?q=agents&sort=top" });
    await unfollow(viewer, { kind: "search", ref: "?q=agents" });
    expect(await mine()).toEqual([["topic", "cs.CL", "Language"]]);
    await unfollow(viewer, id);
    expect(await mine()).toEqual([]);
  });

  it("ends when the same thing is muted, and ends a mute of it", async () => {
    const subject = { kind: "topic", ref: "cs.CL" } as const;
    await follow(viewer, subject, now);
    expect(await findFollowState(viewer, "topic", "cs.CL")).toEqual({ followed: true, muted: false });
    expect(await mute(viewer, subject, now)).toMatchObject({ wasFollowed: true });
    expect(await findFollowState(viewer, "topic", "cs.CL")).toEqual({ followed: false, muted: true });
    await followTopics(viewer, topics("cs.CL"), now);
    expect(await findFollowState(viewer, "topic", "cs.CL")).toEqual({ followed: true, muted: false });
    expect(await findFollowState(null, "topic", "cs.CL")).toEqual({ followed: false, muted: false });
    expect([await listFollowed(viewer, "topic"), await listFollowed(null, "topic")]).toEqual([
      new Set(["cs.CL"]),
      new Set(),
    ]);
  });

  it("says that it ended a mute, and restores the label from before the mute", async () => {
    const subject = { kind: "topic", ref: "cs.CL" } as const;
    expect(await follow(viewer, subject, now)).toMatchObject({ unmuted: false });
    await renameFollow(viewer, (await listFollows(viewer))[0]?.id ?? 0, "Language");
    const { id } = await mute(viewer, subject, now);
    expect(await listMutes(viewer)).toMatchObject([
      { id, label: "Computation and Language", wasFollowed: true },
    ]);
    await expect(followAgain(await makePerson(), id, now)).rejects.toMatchObject({ code: "not-found" });
    expect(await followAgain(viewer, id, now)).toMatchObject({ label: "Language", unmuted: true });
    expect([await mine(), await listMutes(viewer)]).toEqual([[["topic", "cs.CL", "Language"]], []]);
    await unfollow(viewer, subject);
    expect(await mute(viewer, subject, now)).toMatchObject({ wasFollowed: false });
    const word = await mute(viewer, { kind: "word", ref: "agents" }, now);
    await expect(followAgain(viewer, word.id, now)).rejects.toMatchObject({ code: "not-found" });
  });

  it("can be set to a list of topics; topics followed before keep their labels", async () => {
    const { id } = await follow(viewer, { kind: "topic", ref: "cs.CL" }, now);
    await follow(viewer, { kind: "topic", ref: "cs.RO" }, now);
    await follow(viewer, { kind: "search", ref: "q=agents" }, now);
    await renameFollow(viewer, id, "Language");
    for (const _ of [1, 2]) await followTopics(viewer, topics("cs.CL", "math.CO"), now);
    expect(await mine()).toEqual([
      ["topic", "math.CO", "Combinatorics"],
      ["search", "q=agents", "agents"],
      ["topic", "cs.CL", "Language"],
    ]);
  });

  it("has a limit, which does not apply to existing follows", async () => {
    const rows = Array.from({ length: maxFollows - 1 }, (_, i) => ({ ref: `q=${i}`, label: `${i}` }));
    await getDb().follow.createMany({
      data: rows.map((row) => ({ ...row, userId: viewer.id, kind: "search" as const })),
    });
    const subject = { kind: "topic", ref: "cs.CL" } as const;
    const both = await Promise.allSettled([
      follow(viewer, subject, now),
      follow(viewer, { ...subject, ref: "cs.LG" }, now),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [known] = await listFollowed(viewer, "topic");
    await follow(viewer, { kind: "topic", ref: known ?? "" }, now);
    await expect(follow(viewer, { kind: "topic", ref: "cs.RO" }, now)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
