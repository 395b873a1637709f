import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { listBudgetChoices } from "@/lib/digests/budget-form";
import { budgetsSchema } from "@/lib/digests/subscriptions/schema";

withTestDb();

const wild = { key: "wild", label: "Wild cards" };

it("active interests, followed topics and wild cards can have budgets", async () => {
  const { robots, viewer } = await makeReader();
  expect(await listBudgetChoices(viewer, [])).toEqual([
    { key: `interest:${robots}`, label: "Robots" },
    { key: "topic:cs.RO", label: "Robotics (cs.RO)" },
    wild,
  ]);
});

it("something with a budget stays listed when it is paused, not followed or deleted", async () => {
  const { robots, resting, viewer } = await makeReader();
  const theirs = (await makeReader()).robots;
  const refs = [`interest:${resting}`, "topic:cs.CL", "topic:cs.RO", `interest:${theirs}`, "wild:"];
  const budgets = refs.map((text) => {
    const [kind, ref] = text.split(":");
    return { kind, ref, papers: 1, per: "day" };
  });
  expect(await listBudgetChoices(viewer, budgetsSchema.parse(budgets))).toEqual([
    { key: `interest:${robots}`, label: "Robots" },
    { key: `interest:${resting}`, label: "Ships (resting)" },
    { key: "topic:cs.RO", label: "Robotics (cs.RO)" },
    { key: "topic:cs.CL", label: "Computation and Language (cs.CL)" },
    wild,
    { key: `interest:${theirs}`, label: "An interest that is no more" },
  ]);
});

async function makeReader() {
  const viewer = await makePerson();
  const db = getDb();
  const make = (name: string, paused: boolean) =>
    db.interest.create({ data: { userId: viewer.id, name, paused } });
  const robots = await make("Robots", false);
  const resting = await make("Ships", true);
  await db.follow.create({ data: { userId: viewer.id, kind: "topic", ref: "cs.RO", label: "Robotics" } });
  return { viewer, robots: robots.id, resting: resting.id };
}
