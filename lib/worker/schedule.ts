import type { Config } from "@/lib/base/config";
import type { TaskName } from "@/lib/worker/tasks";

export type ScheduleItem = { task: TaskName; match: string; attempts?: number };

// A failed run is repeated after 3, 7, 20, 55 seconds and so on; each wait is 2.7 times the previous one. The default of six
// attempts takes four minutes, which is enough for tasks that are due again soon. Ten attempts take over three hours.
const dailyAttempts = 10;

/**
 * The scheduled tasks that the configuration enables, each with a cron pattern in UTC. Their minutes are spread, so that
 * the database does not have to do everything at once. `attempts` is how often a failing run is attempted in total, six
 * times by default; then it is given up and stays visible at /admin/jobs, and the next scheduled time adds a new job.
 */
export function listSchedule(
  config: Pick<Config, "ARXIV_PULL" | "GITHUB_STARS" | "STARTER" | "SUMMARY_URL" | "BACKUP_DIR">,
): ScheduleItem[] {
  const pulling = config.ARXIV_PULL === "on";
  const starter = config.STARTER === "on";
  return [
    ...onlyIf(pulling, { task: "pull-from-arxiv", match: "2,32 * * * *" }),
    ...onlyIf(pulling && starter, {
      task: "replace-summaries",
      match: "12 */6 * * *",
      attempts: dailyAttempts,
    }),
    ...onlyIf(starter, { task: "play-starter", match: "5 * * * *" }),
    ...onlyIf(config.BACKUP_DIR !== undefined, {
      task: "write-backup",
      match: "30 2 * * *",
      attempts: dailyAttempts,
    }),
    ...onlyIf(config.GITHUB_STARS === "on", { task: "refresh-repositories", match: "*/5 * * * *" }),
    { task: "clean-expired", match: "20 3 * * *", attempts: dailyAttempts },
    { task: "repair-heat", match: "40 3 * * *", attempts: dailyAttempts },
    { task: "fill-cite-keys", match: "* * * * *" },
    { task: "find-links", match: "* * * * *" },
    { task: "fill-organization-slugs", match: "* * * * *" },
    { task: "index-papers", match: "* * * * *" },
    { task: "reread-papers", match: "* * * * *" },
    { task: "render-comments", match: "* * * * *" },
    { task: "count-terms", match: "50 3 * * *", attempts: dailyAttempts },
    { task: "count-parts", match: "5 4 * * *", attempts: dailyAttempts },
    { task: "tidy-search", match: "10 4 * * *", attempts: dailyAttempts },
    { task: "find-keywords", match: "* * * * *" },
    { task: "find-hits", match: "* * * * *" },
    { task: "send-digests", match: "* * * * *" },
    ...onlyIf(config.SUMMARY_URL !== undefined, { task: "write-summaries", match: "* * * * *" }),
    { task: "draw-maps", match: "* * * * *" },
    { task: "fetch-imports", match: "* * * * *" },
    { task: "train-readers", match: "* * * * *" },
    { task: "count-co-votes", match: "25 4,16 * * *", attempts: dailyAttempts },
    { task: "find-neighbours", match: "35 * * * *" },
    { task: "find-track-records", match: "* * * * *" },
  ];
}

function onlyIf(condition: boolean, item: ScheduleItem): ScheduleItem[] {
  return condition ? [item] : [];
}
