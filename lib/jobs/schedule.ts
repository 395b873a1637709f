import type { Config } from "@/lib/config";
import type { TaskName } from "@/lib/jobs/tasks";

export type ScheduleItem = { task: TaskName; match: string };

/**
 * What the hub does by itself, and when: minute, hour, day, month, weekday, in UTC. Minutes are spread, so that the
 * database never has all of it at once.
 */
export function listSchedule(config: Pick<Config, "ARXIV_PULL" | "STARTER" | "SUMMARY_URL">): ScheduleItem[] {
  const pulling = config.ARXIV_PULL === "on";
  const starter = config.STARTER === "on";
  return [
    ...when(pulling, { task: "pull-from-arxiv", match: "2,32 * * * *" }),
    ...when(pulling && starter, { task: "replace-summaries", match: "12 */6 * * *" }),
    ...when(starter, { task: "play-starter", match: "5 * * * *" }),
    { task: "clean-expired", match: "20 3 * * *" },
    { task: "repair-heat", match: "40 3 * * *" },
    { task: "index-papers", match: "* * * * *" },
    { task: "count-terms", match: "50 3 * * *" },
    { task: "tidy-search", match: "10 4 * * *" },
    { task: "find-keywords", match: "* * * * *" },
    { task: "tell-webhooks", match: "* * * * *" },
    ...when(config.SUMMARY_URL !== undefined, { task: "write-summaries", match: "* * * * *" }),
    { task: "draw-maps", match: "* * * * *" },
  ];
}

function when(condition: boolean, item: ScheduleItem): ScheduleItem[] {
  return condition ? [item] : [];
}
