import { parseCronItems } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { listSchedule } from "@/lib/worker/schedule";
import { tasks } from "@/lib/worker/tasks";

const SUMMARY_URL = "http://localhost:8081/v1";
const BACKUP_DIR = "/mnt/backups";
const all = { ARXIV_PULL: "on", GITHUB_STARS: "on", STARTER: "on", SUMMARY_URL, BACKUP_DIR } as const;
const names = (pull: "on" | "off", starter: "on" | "off", url?: string, backups?: string) =>
  listSchedule({
    ARXIV_PULL: pull,
    GITHUB_STARS: pull,
    STARTER: starter,
    SUMMARY_URL: url,
    BACKUP_DIR: backups,
  }).map(({ task }) => task);

describe("the schedule", () => {
  it("contains every task once, with valid patterns", () => {
    expect(names("on", "on", SUMMARY_URL, BACKUP_DIR).sort()).toEqual(Object.keys(tasks).sort());
    expect(parseCronItems(listSchedule(all))).toHaveLength(Object.keys(tasks).length);
  });

  it("leaves out tasks that the settings switch off", () => {
    expect(names("off", "on")).not.toContain("pull-from-arxiv");
    expect(names("off", "on")).not.toContain("replace-summaries");
    expect(names("off", "on")).not.toContain("refresh-repositories");
    expect(names("on", "off")).not.toContain("play-starter");
    expect(names("on", "on")).not.toContain("write-summaries");
    expect(names("on", "on")).not.toContain("write-backup");
    const settable = [
      "pull-from-arxiv",
      "replace-summaries",
      "refresh-repositories",
      "play-starter",
      "write-summaries",
      "write-backup",
    ];
    const always = Object.keys(tasks).filter((name) => !settable.includes(name));
    expect(names("off", "off").sort()).toEqual(always.sort());
  });
});
