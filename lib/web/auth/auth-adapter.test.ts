import { describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { authAdapter } from "@/lib/web/auth/auth-adapter";

withTestDb();

const create = (given: { name?: string | null; email?: string }) =>
  authAdapter().createUser?.({ emailVerified: null, email: "", ...given });

describe("the database adapter", () => {
  it("adds a person with their verified address, in lower case", async () => {
    const user = await create({ name: ` ${"Ada ".repeat(40)}`, email: "Ada@Example.ORG" });
    const row = await getDb().user.findUniqueOrThrow({ where: { email: "ada@example.org" } });
    expect(String(row.id)).toBe(user?.id);
    expect(row.emailVerified).not.toBeNull();
    expect(row.name).toHaveLength(80);
    expect(row).toMatchObject({ username: null, role: "member", kind: "person" });
  });

  it("adds several people without an address", async () => {
    await create({ name: null });
    await create({ name: "Grace" });
    const rows = await getDb().user.findMany({ where: { email: null } });
    expect(rows.map((row) => [row.name, row.emailVerified])).toEqual([
      [null, null],
      ["Grace", null],
    ]);
  });

  it("stores only the person's identity from a provider's answer", async () => {
    const viewer = await makePerson();
    await authAdapter().linkAccount?.({
      userId: String(viewer.id),
      type: "oauth",
      provider: "orcid",
      providerAccountId: "0000-0001",
      access_token: "secret",
      refresh_token: "secret",
      id_token: "secret",
      scope: "openid",
      orcid: "0000-0001",
    } as never);
    const [row] = await getDb().account.findMany({ where: { userId: viewer.id } });
    expect(row).toMatchObject({ provider: "orcid", scope: "openid", access_token: null, id_token: null });
    const user = await authAdapter().getUserByAccount?.({
      provider: "orcid",
      providerAccountId: "0000-0001",
    });
    expect(user?.id).toBe(viewer.id);
  });

  it("ends a session without an error if it is gone already", async () => {
    const viewer = await makePerson();
    const expires = new Date("2999-01-01T00:00:00Z");
    await authAdapter().createSession?.({ sessionToken: "s", userId: String(viewer.id), expires });
    expect((await authAdapter().getSessionAndUser?.("s"))?.user.id).toBe(viewer.id);
    await authAdapter().deleteSession?.("s");
    await authAdapter().deleteSession?.("s");
    expect(await authAdapter().getSessionAndUser?.("s")).toBeNull();
  });
});
