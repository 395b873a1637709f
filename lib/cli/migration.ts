import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/base/errors";
import { startPostgres } from "@/lib/server/postgres";
import { isMigrationName, writeMigration } from "@/lib/server/write-migration";

const usage = `npm run migration -- NAME

Writes prisma/migrations/<time>_NAME/migration.sql: the SQL that leads from the migrations to prisma/schema.prisma. It is
worked out on a PostgreSQL of its own, which is thrown away. Read the file before you commit it: it must keep the data.

  NAME   lower-case words joined by underscores, such as paper_licences`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h", default: false } },
});
const [name = "", ...more] = positionals;

if (values.help) console.log(usage);
else if (!isMigrationName(name) || more.length) {
  const problem = `"${positionals.join(" ")}" is not a name for a migration.`;
  console.error(positionals.length ? `${problem}\n\n${usage}` : usage);
  process.exitCode = 2;
} else await run();

async function run(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "quire-migration-"));
  const postgres = await startPostgres(dir, { fsync: "off" });
  try {
    const file = await writeMigration({ name, now: new Date(), serverUrl: postgres.url });
    console.log(
      file ? `Wrote ${file}. \`npm start\` applies it.` : "The migrations already lead to the schema.",
    );
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  } finally {
    await postgres.stop();
    for (const made of [dir, postgres.home]) rmSync(made, { recursive: true, force: true });
  }
}
