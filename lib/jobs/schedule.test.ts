import { parseCronItems } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { listSchedule } from "@/lib/jobs/schedule";
import { tasks } from "@/lib/jobs/tasks";

const names = (pull: "on" | "off", starter: "on" | "off") =>
  listSchedule({ ARXIV_PULL: pull, STARTER: starter }).map(({ task }) => task);

describe("the schedule", () => {
  it("names every task once, in patterns the queue understands", () => {
    expect(names("on", "on").sort()).toEqual(Object.keys(tasks).sort());
    expect(parseCronItems(listSchedule({ ARXIV_PULL: "on", STARTER: "on" }))).toHaveLength(
      Object.keys(tasks).length,
    );
  });

  it("leaves out what the settings switch off", () => {
    expect(names("off", "on")).not.toContain("pull-from-arxiv");
    expect(names("off", "on")).not.toContain("replace-summaries");
    expect(names("on", "off")).not.toContain("play-starter");
    expect(names("off", "off")).toEqual([
      ...["clean-expired", "repair-heat", "index-papers", "count-terms", "find-keywords"],
      "tell-webhooks",
    ]);
  });
});
