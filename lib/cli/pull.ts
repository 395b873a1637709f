import { getConfig } from "@/lib/base/config";
import { grouped } from "@/lib/base/text";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { pullFromArxiv } from "@/lib/papers/arxiv/pull";
import { withDatabase } from "@/lib/server/with-database";

await withDatabase(async () => {
  const { ARXIV_CATEGORIES: categories, HUB_TIME_ZONE: timeZone } = getConfig();
  console.log(`Asking arXiv for what changed in ${categories.join(", ")} …`);
  const stop = new AbortController();
  process.on("SIGINT", () => stop.abort());
  const client = getArxiv();
  const pulled = await pullFromArxiv({ client, categories, timeZone, now: new Date(), signal: stop.signal });
  for (const { set, error } of pulled.failed) console.error(`Set ${set}: ${error}`);
  const [found, added, updated] = [pulled.found, pulled.added, pulled.updated].map(grouped);
  console.log(`${found} papers found: ${added} new, ${updated} updated.`);
  if (pulled.failed.length) process.exitCode = 1;
});
