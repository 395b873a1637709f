import { describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { allowMail, findMailStop, noteBounce } from "@/lib/mail/bounces";

withTestDb();

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const email = "ada@example.org";

describe("an address that bounces", () => {
  it("is recorded once in any spelling, and gets mail again when its owner wants it", async () => {
    expect(await findMailStop(email)).toBeNull();
    await noteBounce(" Ada@Example.org", "bounce", at(1));
    await noteBounce(email, "bounce", at(2));
    expect(await findMailStop("ADA@example.org")).toEqual({ kind: "bounce", stoppedAt: at(1) });
    expect(await findMailStop("other@example.org")).toBeNull();
    await allowMail("Ada@example.org");
    await allowMail(email);
    expect(await findMailStop(email)).toBeNull();
  });

  it("keeps a complaint despite later bounces", async () => {
    await noteBounce(email, "bounce", at(1));
    await noteBounce(email, "complaint", at(2));
    await noteBounce(email, "bounce", at(3));
    expect(await findMailStop(email)).toMatchObject({ kind: "complaint" });
  });
});
