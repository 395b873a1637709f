import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { getConfig } from "@/lib/base/config";
import { perSecond, showProgress } from "@/lib/base/progress";
import { grouped } from "@/lib/base/text";
import { type ImportCounts, importPapers, sizeOf } from "@/lib/papers/import/import-papers";
import { withDatabase } from "@/lib/server/with-database";

const usage = `npm run import -- FILE… [--votes]

Brings papers into the hub from files of JSON lines, plain or gzip: arXiv's public metadata snapshot, lists of papers with
the day of their announcement, or days of a community feed.

  --votes   turn the feed's upvotes into votes of made-up readers, spread over the day`;

const shownSkips = 20;

const { values, positionals: files } = parseArgs({
  options: {
    votes: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});

const missing = files.find((file) => !existsSync(file));

if (values.help || files.length === 0) console.log(usage);
else if (missing) {
  console.error(`There is no file ${missing}`);
  process.exitCode = 1;
} else await withDatabase(run);

async function run(): Promise<void> {
  const started = Date.now();
  const progress = showProgress(sizeOf(files), "papers");
  const skips: string[] = [];
  let stopped = false;
  process.on("SIGINT", () => {
    stopped = true;
  });
  const counts = await importPapers(files, {
    votes: values.votes,
    now: new Date(),
    timeZone: getConfig().HUB_TIME_ZONE,
    isStopped: () => stopped,
    onProgress: ({ read }, bytes) => progress.update(bytes, read),
    onSkip: (place, problem) => skips.length < shownSkips && skips.push(`${place}: ${problem}`),
  }).finally(progress.stop);
  for (const skip of skips) console.error(skip);
  if (counts.skipped > skips.length) console.error(`… and ${grouped(counts.skipped - skips.length)} more`);
  console.log(summary(counts, Date.now() - started));
  if (!stopped) return;
  console.log("Stopped after a whole batch; run the same command again to go on.");
  process.exitCode = 130;
}

function summary(counts: ImportCounts, ms: number): string {
  const votes = values.votes ? `, ${grouped(counts.votes)} votes` : "";
  const rate = `${Math.round(ms / 1000)} s (${perSecond(counts.read, ms)}/s)`;
  const rest = `${grouped(counts.added)} new, ${grouped(counts.updated)} updated, ${grouped(counts.skipped)} lines skipped`;
  return `${grouped(counts.read)} papers read in ${rate}: ${rest}${votes}`;
}
