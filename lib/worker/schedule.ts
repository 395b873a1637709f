import type { Config } from "@/lib/base/config";
import type { TaskName } from "@/lib/worker/tasks";

export type ScheduleItem = { task: TaskName; match: string; attempts?: number };

// A run that fails is made again after 3, 7, 20, 55 seconds and so on, each wait 2.7 times the one before. Six runs take
// four minutes: enough where another tick comes soon. Ten take over three hours, for what is due once a day.
const patient = 10;

/**
 * What the hub does by itself, and when: minute, hour, day, month, weekday, in UTC. Minutes are spread, so that the
 * database never has all of it at once. `attempts` is how often a run that fails is made in all, six times unless said
 * otherwise; then it is given up and kept at /admin/jobs, and the next tick begins anew.
 */
export function listSchedule(config: Pick<Config, "ARXIV_PULL" | "STARTER" | "SUMMARY_URL">): ScheduleItem[] {
  const pulling = config.ARXIV_PULL === "on";
  const starter = config.STARTER === "on";
  return [
    ...when(pulling, { task: "pull-from-arxiv", match: "2,32 * * * *" }),
    ...when(pulling && starter, { task: "replace-summaries", match: "12 */6 * * *", attempts: patient }),
    ...when(starter, { task: "play-starter", match: "5 * * * *" }),
    { task: "clean-expired", match: "20 3 * * *", attempts: patient },
    { task: "repair-heat", match: "40 3 * * *", attempts: patient },
    { task: "index-papers", match: "* * * * *" },
    { task: "count-terms", match: "50 3 * * *", attempts: patient },
    { task: "count-parts", match: "5 4 * * *", attempts: patient },
    { task: "tidy-search", match: "10 4 * * *", attempts: patient },
    { task: "find-keywords", match: "* * * * *" },
    { task: "find-hits", match: "* * * * *" },
    { task: "send-digests", match: "* * * * *" },
    ...when(config.SUMMARY_URL !== undefined, { task: "write-summaries", match: "* * * * *" }),
    { task: "draw-maps", match: "* * * * *" },
    { task: "train-readers", match: "* * * * *" },
    { task: "count-co-votes", match: "25 4,16 * * *", attempts: patient },
    { task: "find-neighbours", match: "35 * * * *" },
  ];
}

function when(condition: boolean, item: ScheduleItem): ScheduleItem[] {
  return condition ? [item] : [];
}
