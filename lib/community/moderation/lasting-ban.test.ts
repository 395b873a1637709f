import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { banPerson, findBannedAddress, unbanAddress, unbanPerson } from "@/lib/community/moderation/ban";
import { storeAddressChange } from "@/lib/people/account/address-change";
import { isBarredNewcomer, markEarlierBans } from "@/lib/people/account/bans";
import { addConnection, disconnect } from "@/lib/people/account/connections";
import { addPerson } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { confirmAddressChange } from "@/lib/privacy/change-address";
import { deleteAccount } from "@/lib/privacy/delete-account";

withTestDb();

const now = new Date("2026-03-02T12:00:00Z");
let moderator: Viewer;
const dir = mkdtempSync(join(tmpdir(), "quire-bans-"));

beforeAll(() => void Object.assign(getConfig(), { QUIRE_DIR: dir, SMTP_URL: undefined }));
afterAll(() => rmSync(dir, { recursive: true }));

beforeEach(async () => {
  await getDb().user.deleteMany();
  await getDb().ban.deleteMany();
  moderator = await makePerson({ role: "moderator" });
});

const troll = (email = "troll@example.org") => makePerson({ username: "troll", email });
const connect = (viewer: Viewer, provider: string, subject: string) =>
  addConnection({ userId: viewer.id, provider, providerAccountId: subject, type: "oauth", scope: null });
const bannedAt = async ({ id }: Viewer) => (await getDb().user.findUnique({ where: { id } }))?.bannedAt;

async function changeAddress(viewer: Viewer, email: string): Promise<void> {
  const token = await storeAddressChange(viewer, email, now);
  await confirmAddressChange(token ?? "", { session: null, now });
}

describe("a ban whose account is deleted", () => {
  it.each(["troll@example.org", "TROLL@Example.org", "troll+again@example.org", "ｔｒｏｌｌ@example.org"])(
    "keeps %s from opening another one",
    async (email) => {
      const person = await troll();
      await banPerson(moderator, "troll", now);
      await deleteAccount(person, now);
      expect(await isBarredNewcomer([{ email }])).toBe(true);
      await expect(addPerson({ email, name: null })).rejects.toMatchObject({ code: "forbidden" });
      expect(await isBarredNewcomer([{ email: "somebody@example.org" }])).toBe(false);
    },
  );

  it.each(["t.r.o.l.l@gmail.com", "troll+1@gmail.com", "tr.oll+1@googlemail.com"])(
    "of one of Gmail's mailboxes keeps %s from opening another one",
    async (email) => {
      const person = await troll("tr.oll@gmail.com");
      const other = await makePerson({ username: "sock", email: "trol.l+sock@googlemail.com" });
      const stranger = await makePerson({ username: "stranger", email: "trollop@gmail.com" });
      await banPerson(moderator, "troll", now);
      expect(await Promise.all([other, stranger].map(bannedAt))).toEqual([now, null]);
      await deleteAccount(person, now);
      await expect(addPerson({ email, name: null })).rejects.toMatchObject({ code: "forbidden" });
    },
  );

  it("keeps what was connected from opening another one", async () => {
    const person = await troll();
    await connect(person, "github", "77");
    await banPerson(moderator, "troll", now);
    await connect(person, "orcid", "0000-0001");
    await disconnect(person, "github");
    await deleteAccount(person, now);
    for (const [provider, subject] of [
      ["github", "77"],
      ["orcid", "0000-0001"],
    ] as const) {
      expect(await isBarredNewcomer([{ provider, subject }])).toBe(true);
      await expect(connect(await makePerson(), provider, subject)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await isBarredNewcomer([{ provider: "oidc", subject: "77" }])).toBe(false);
  });

  it("rests on every address and connection that the account had, before the ban and after", async () => {
    const person = await troll("first@example.org");
    await connect(person, "github", "77");
    await disconnect(person, "github");
    await changeAddress(person, "second@example.org");
    await banPerson(moderator, "troll", now);
    await changeAddress(person, "third@example.org");
    await deleteAccount(person, now);
    for (const email of ["first@example.org", "second+x@example.org", "third@example.org"])
      expect(await isBarredNewcomer([{ email }])).toBe(true);
    expect(await isBarredNewcomer([{ provider: "github", subject: "77" }])).toBe(true);
  });

  it("is kept as a hash, and nothing else of the account", async () => {
    const person = await troll();
    await banPerson(moderator, "troll", now);
    await deleteAccount(person, now);
    const kept = JSON.stringify([await getDb().ban.findMany(), await getDb().banMark.findMany()]);
    expect(kept).not.toMatch(/troll|example/);
    expect(await getDb().formerIdentity.count()).toBe(0);
  });

  it("is also kept for an account that was banned before bans rested on hashes", async () => {
    const earlier = await makePerson({ username: "earlier", email: "earlier@example.org", bannedAt: now });
    await makePerson({ username: "other", email: "other@example.org", bannedAt: now });
    await deleteAccount(earlier, now);
    expect(await isBarredNewcomer([{ email: "earlier@example.org" }])).toBe(true);
    expect(await markEarlierBans()).toBe(1);
    expect(await markEarlierBans()).toBe(0);
    expect(await isBarredNewcomer([{ email: "other+1@example.org" }])).toBe(true);
  });

  it("leaves nothing of an account that was not banned", async () => {
    const person = await troll();
    await changeAddress(person, "second@example.org");
    await deleteAccount(person, now);
    expect(await getDb().banMark.count()).toBe(0);
    expect(await getDb().formerIdentity.count()).toBe(0);
    expect(await isBarredNewcomer([{ email: "troll@example.org" }])).toBe(false);
  });
});

describe("the accounts of one mailbox", () => {
  it("are banned together, and readmitted together", async () => {
    const person = await troll();
    const other = await makePerson({ username: "sock", email: "troll+sock@example.org" });
    const stranger = await makePerson({ username: "stranger", email: "trollop@example.org" });
    await banPerson(moderator, "sock", now);
    expect(await Promise.all([person, other, stranger].map(bannedAt))).toEqual([now, now, null]);
    await unbanPerson(moderator, "troll");
    expect(await Promise.all([person, other].map(bannedAt))).toEqual([null, null]);
    expect(await getDb().banMark.count()).toBe(0);
  });

  it("are not banned by somebody whom they outrank", async () => {
    const admin = await makePerson({ username: "boss", email: "lab@example.org", role: "admin" });
    await makePerson({ username: "student", email: "lab+student@example.org" });
    await banPerson(moderator, "student", now);
    expect(await bannedAt(admin)).toBeNull();
    expect(await isBarredNewcomer([{ email: "lab@example.org" }])).toBe(false);
    expect(await isBarredNewcomer([{ email: "lab+new@example.org" }])).toBe(true);
  });

  it("cannot be joined by changing the address, or by connecting", async () => {
    const person = await troll();
    await connect(person, "github", "77");
    await banPerson(moderator, "troll", now);
    await deleteAccount(person, now);
    const other = await makePerson();
    expect(await storeAddressChange(other, "troll+2@example.org", now)).toBeNull();
    await expect(connect(other, "github", "77")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("lifting a ban", () => {
  it("lifts it for all accounts, and lets its owner open new ones", async () => {
    const person = await troll();
    await connect(person, "github", "77");
    await banPerson(moderator, "troll", now);
    await unbanPerson(moderator, "troll");
    await deleteAccount(person, now);
    expect(await isBarredNewcomer([{ email: "troll@example.org" }])).toBe(false);
    expect(await isBarredNewcomer([{ provider: "github", subject: "77" }])).toBe(false);
  });

  it("is possible by the address once the account is deleted", async () => {
    const person = await troll();
    await banPerson(moderator, "troll", now);
    await deleteAccount(person, now);
    expect(await findBannedAddress(moderator, "Troll+1@example.org")).toEqual(now);
    await unbanAddress(moderator, "Troll+1@example.org");
    expect(await findBannedAddress(moderator, "troll@example.org")).toBeNull();
    await expect(unbanAddress(moderator, "troll@example.org")).rejects.toMatchObject({ code: "not-found" });
    expect(await addPerson({ email: "troll@example.org", name: null })).toMatchObject({ bannedAt: null });
  });

  it("is for those who may ban all of its accounts", async () => {
    const admin = await makePerson({ role: "admin" });
    const member = await makePerson();
    await makePerson({ username: "fallen", email: "fallen@example.org", role: "moderator" });
    await banPerson(admin, "fallen", now);
    for (const viewer of [moderator, member]) {
      await expect(unbanAddress(viewer, "fallen@example.org")).rejects.toMatchObject({ code: "forbidden" });
      await expect(unbanPerson(viewer, "fallen")).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(findBannedAddress(member, "fallen@example.org")).rejects.toMatchObject({
      code: "forbidden",
    });
    await unbanAddress(admin, "fallen@example.org");
  });
});
