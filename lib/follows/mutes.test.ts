import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb, Prisma } from "@/lib/base/db";
import { listMutes, mute, mutedSql, unmute } from "@/lib/follows/mutes";
import { maxMutes, type NewMute } from "@/lib/follows/schema";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const listMuted = async (viewer: Viewer) =>
  (
    await getDb().$queryRaw<{ key: string }[]>`
      SELECT p.key FROM papers p LEFT JOIN users u ON u.id = p.submitter_id
      WHERE ${mutedSql(Prisma.sql`${viewer.id}`)} ORDER BY p.key`
  ).map(({ key }) => key);

async function makeScene() {
  const viewer = await makePerson();
  const submitter = await makePerson();
  const papers = {
    topic: await makePaper({ topics: ["cs.LG", "stat.ML"] }),
    author: await makePaper({ authors: ["Charles Babbage"], authorSlugs: ["charles-babbage"] }),
    person: await makePaper({ submitterId: submitter.id }),
    organization: await makePaper({ organization: "A Lab", organizationSlug: "a-lab" }),
    word: await makePaper({ title: "Large-Language\nModels (LLMs) for all" }),
    plain: await makePaper({ title: "Enlarge languages" }),
  };
  return { viewer, submitter, papers };
}

describe("muting", () => {
  it("matches papers by topic, author, submitter, word and phrase", async () => {
    const { viewer, submitter, papers } = await makeScene();
    for (const [subject, paper] of [
      [{ kind: "topic", ref: "stat.ML" }, papers.topic],
      [{ kind: "author", ref: "Charles Babbage" }, papers.author],
      [{ kind: "organization", ref: "A LAB" }, papers.organization],
      [{ kind: "person", ref: submitter.username }, papers.person],
      [{ kind: "word", ref: "large language MODELS" }, papers.word],
      [{ kind: "word", ref: "(LLMs)" }, papers.word],
    ] satisfies [NewMute, object][]) {
      const { id } = await mute(viewer, subject);
      expect(await listMuted(viewer), subject.ref).toEqual([paper.key]);
      await unmute(viewer, id);
    }
    await mute(viewer, { kind: "word", ref: "large language" });
    await unmute(viewer, { kind: "word", ref: "Large  Language" });
    expect(await listMuted(viewer)).toEqual([]);
    await mute(viewer, { kind: "word", ref: "languages" });
    expect(await listMuted(await makePerson())).toEqual([]);
    expect(await listMuted(viewer)).toEqual([papers.plain.key]);
  });

  it("stores each thing once, and refuses unknown subjects and what is not a word", async () => {
    const viewer = await makePerson();
    for (const _ of [1, 2]) await mute(viewer, { kind: "word", ref: "C++ (code)" });
    expect(await listMutes(viewer)).toMatchObject([{ kind: "word", ref: "c++ code", label: "c++ code" }]);
    for (const [kind, ref, code] of [
      ["word", "++", "invalid"],
      ["word", "a", "invalid"],
      ["word", "word ".repeat(20), "invalid"],
      ["topic", "nothing", "not-found"],
      ["person", viewer.username, "invalid"],
    ] as const)
      await expect(mute(viewer, { kind, ref }), ref).rejects.toMatchObject({ code });
    const [row] = await listMutes(viewer);
    await expect(unmute(await makePerson(), row?.id ?? 0)).rejects.toMatchObject({ code: "not-found" });
  });

  it("has a limit", async () => {
    const viewer = await makePerson();
    const rows = Array.from({ length: maxMutes }, (_, i) => ({ ref: `word${i}`, label: `word${i}` }));
    await getDb().mute.createMany({
      data: rows.map((row) => ({ ...row, userId: viewer.id, kind: "word" as const })),
    });
    await mute(viewer, { kind: "word", ref: "word1" });
    await expect(mute(viewer, { kind: "word", ref: "other" })).rejects.toMatchObject({ code: "conflict" });
  });
});
