import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { endFirstSteps, listTopicExamples } from "@/lib/follows/first-steps";

withTestDb();

it("each topic's example is its hottest paper", async () => {
  await makePaper({ topics: ["cs.CL", "cs.LG"], heat: 1, title: "Warm" });
  await makePaper({ topics: ["cs.CL"], heat: 2, title: "Hot" });
  await makePaper({ topics: ["cs.RO"], heat: 3, title: "Hidden", status: "hidden" });
  await makePaper({ topics: [], heat: 3 });
  expect(await listTopicExamples()).toEqual(
    new Map([
      ["cs.CL", "Hot"],
      ["cs.LG", "Warm"],
    ]),
  );
});

it("first steps can end more than once, also without an imported library", async () => {
  const viewer = await makePerson();
  for (const hour of [1, 2]) {
    const now = new Date(Date.UTC(2026, 2, 2, hour));
    await endFirstSteps(viewer, now);
    const reader = await getDb().reader.findUniqueOrThrow({ where: { userId: viewer.id } });
    expect(reader).toMatchObject({ firstStepsAt: now, notificationMail: "daily" });
  }
});
