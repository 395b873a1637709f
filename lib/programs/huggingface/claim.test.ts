import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { claimBody, claimEntry } from "@/lib/programs/huggingface/claim";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import { getPaperInfo } from "@/lib/programs/huggingface/read-papers";

withTestDb();

const authors = ["Ada Lovelace", "Émilie du Châtelet", "Emilie du Chatelet"];
const makeClaimed = () => makePaper({ authors, authorSlugs: ["a", "b", "b"] });

describe("a claim by a program", () => {
  it("is for the author entry with the given id, and may be repeated", async () => {
    const paper = await makeClaimed();
    const person = await makePerson();
    const entry = (await getPaperInfo(paper.key)).authors[1]?._id;
    const body = claimBody.parse({ paperId: `${paper.key}v1`, claimAuthorId: entry });
    const answer = { paperId: paper.key, author: "Émilie du Châtelet", status: "pending" };
    expect(await claimEntry(person, body)).toEqual(answer);
    expect(await claimEntry(person, body)).toEqual(answer);
    expect(await getDb().claim.count({ where: { paperId: paper.id } })).toBe(1);
  });

  it("is for the entry with the person's own name if exactly one matches", async () => {
    const paper = await makeClaimed();
    const person = await makePerson();
    const claim = () => claimEntry(person, { paperId: paper.key });
    await expect(claim()).rejects.toMatchObject({ code: "invalid" });
    await getDb().user.update({ where: { id: person.id }, data: { name: "Emilie du Chatelet" } });
    await expect(claim()).rejects.toMatchObject({ code: "invalid" });
    await getDb().user.update({ where: { id: person.id }, data: { name: "ada lovelace" } });
    expect((await claim()).author).toBe("Ada Lovelace");
  });

  it("is refused for somebody else, and for an entry of another paper", async () => {
    const paper = await makeClaimed();
    const other = await makeClaimed();
    const person = await makePerson();
    const entry = (await getPaperInfo(other.key)).authors[0]?._id;
    const claim = (more: object) =>
      claimEntry(person, claimBody.parse({ paperId: paper.key, claimAuthorId: entry, ...more }));
    await expect(claim({})).rejects.toMatchObject({ code: "invalid" });
    await expect(claim({ targetUserId: "0".repeat(24) })).rejects.toMatchObject({ code: "forbidden" });
    await expect(claim({ paperId: "nothing" })).rejects.toMatchObject({ code: "not-found" });
    const targetUserId = objectId("person", person.id, person.createdAt);
    const own = (await getPaperInfo(paper.key)).authors[0]?._id;
    expect((await claim({ targetUserId, claimAuthorId: own })).status).toBe("pending");
  });
});

it.each([{}, { paperId: 1 }, { paperId: "2603.1", claimAuthorId: "x" }])("refuses the body %j", (body) =>
  expect(claimBody.safeParse(body).success).toBe(false),
);
