import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { addComment } from "@/lib/community/comments/comments";
import { createToken } from "@/lib/people/account/tokens";
import { overviewShape, whoamiShape } from "@/lib/programs/huggingface/contract";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";
import { getOverview, whoAmI } from "@/lib/programs/huggingface/read-people";

withTestDb();

const asSent = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("the overview of a person", () => {
  it("counts listed papers and comments that are not deleted", async () => {
    const person = await makePerson({ username: "grace" });
    await getDb().user.update({ where: { id: person.id }, data: { name: "Grace H.", bio: "Compilers." } });
    const submitted = await makePaper({ submitterId: person.id, upvotes: 3 });
    await makePaper({ submitterId: person.id, upvotes: 4 });
    await makePaper({ submitterId: person.id, upvotes: 9, status: "hidden" });
    const claim = { paperId: submitted.id, userId: person.id, authorName: "Ada Lovelace" };
    await getDb().claim.create({ data: { ...claim, status: "verified" } });
    const { key } = await makePaper();
    await addComment(person, key, "One.");
    const { id } = await addComment(person, key, "Two.");
    await getDb().comment.update({ where: { id }, data: { deletedAt: new Date(), body: "" } });
    const overview = asSent(await getOverview("Grace"));
    expect(overviewShape.strict().parse(overview)).toMatchObject({
      user: "grace",
      name: "grace",
      fullname: "Grace H.",
      type: "user",
      details: "Compilers.",
      numDiscussions: 1,
      numPapers: 1,
      numUpvotes: 7,
      orgs: [],
    });
  });

  it("exists for the hub, which submits what nobody submitted, and not for unknown people", async () => {
    const hub = asSent(await getOverview("hub"));
    expect(overviewShape.strict().parse(hub)).toMatchObject({ user: "hub", fullname: "Quire" });
    for (const name of ["nobody-at-all", "deleted", ""])
      await expect(getOverview(name)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("who a caller is", () => {
  it("is the owner of the token, with its name and what it may do", async () => {
    const person = await makePerson();
    for (const scope of ["read", "write"] as const) {
      const { token, row } = await createToken(person, { name: `My ${scope} bot`, scope, days: 30 });
      const answer = asSent(await whoAmI(person, token));
      expect(whoamiShape.strict().parse(answer)).toMatchObject({
        type: "user",
        name: person.username,
        orgs: [],
        auth: {
          type: "access_token",
          accessToken: { displayName: `My ${scope} bot`, role: scope },
          expiresAt: row.expiresAt?.toISOString(),
        },
      });
      expect(readObjectId(answer.id, "person")?.id).toBe(person.id);
    }
  });

  it("is told to a session, too, and never with another person's token", async () => {
    const person = await makePerson();
    const { token } = await createToken(await makePerson(), { name: "Theirs", scope: "write", days: null });
    for (const sent of [null, token])
      expect(asSent(await whoAmI(person, sent)).auth).toEqual({ type: "session" });
  });
});
