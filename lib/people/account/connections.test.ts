import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { listConnections } from "@/lib/people/account/connections";
import { authAdapter } from "@/lib/web/auth/auth-adapter";

withTestDb();

it("lists the viewer's own providers, and none of anybody else's", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const link = (userId: number, provider: string) =>
    authAdapter().linkAccount?.({
      userId: String(userId),
      type: "oauth",
      provider,
      providerAccountId: `${provider}-${userId}`,
    });
  await link(viewer.id, "github");
  await link(viewer.id, "orcid");
  await link(other.id, "google");
  expect(await listConnections(viewer)).toEqual(["github", "orcid"]);
});
