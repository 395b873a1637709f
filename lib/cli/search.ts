import { parseArgs } from "node:util";
import { getDb } from "@/lib/base/db";
import { grouped } from "@/lib/base/text";
import { listed } from "@/lib/papers/conditions";
import { embeddingDimension } from "@/lib/search/embedding/embed";
import { findTable, searchLocation } from "@/lib/search/table";
import { rebuildTable } from "@/lib/search/write-table";
import { withDatabase } from "@/lib/server/with-database";

const usage = `npm run search -- rebuild | status

  rebuild   builds the search table anew from the database, beside the one in use, and swaps them; embeds nothing
  status    says what is searched now`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h", default: false } },
});

const commands: Record<string, () => Promise<void>> = { rebuild, status };
const command = commands[positionals[0] ?? ""];

if (values.help) console.log(usage);
else if (command) await withDatabase(command);
else {
  console.error(usage);
  process.exitCode = 2;
}

async function rebuild(): Promise<void> {
  const started = Date.now();
  const { papers } = await rebuildTable(await embeddingDimension(), (done) =>
    console.log(`${grouped(done)} papers read`),
  );
  const seconds = (Date.now() - started) / 1000;
  console.log(
    `${grouped(papers)} papers can be searched in ${searchLocation()}, after ${seconds.toFixed(1)} s.`,
  );
}

async function status(): Promise<void> {
  const open = await findTable();
  if (!open) {
    console.log("There is no search table yet: the worker builds it, or `npm run search -- rebuild`.");
    return;
  }
  const [byWords, byMeaning, all] = await Promise.all([
    open.table.countRows(),
    open.vectors.countRows(open.vectors === open.table ? "vector IS NOT NULL" : undefined),
    getDb().paper.count({ where: listed }),
  ]);
  console.log(`${grouped(byWords)} of ${grouped(all)} papers can be searched by words,`);
  console.log(`${grouped(byMeaning)} of them by meaning, in ${searchLocation()}/${open.current.name}.`);
}
