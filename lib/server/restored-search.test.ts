import { expect, it } from "vitest";
import { makeBackup, makeFolder, withClient } from "@/e2e/support/backups";
import { makePaper } from "@/e2e/support/made";
import { makeDatabase, withTestDb } from "@/e2e/support/test-db";
import { readBackup } from "@/lib/base/backup/read-backup";
import { amendConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { searchPapers } from "@/lib/search/search";
import { findTable, getEngine } from "@/lib/search/table";
import { rebuildTable } from "@/lib/search/write-table";
import { restore } from "@/lib/server/restore";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const search = async (q: string) => (await searchPapers({ q, sort: "relevance" }, now)).hits.length;

it("a restored hub does not search in the table of the hub that it replaced", async () => {
  // Nothing answers at this address, so that papers are found by their words alone.
  amendConfig({ QUIRE_DIR: makeFolder(), EMBEDDING_URL: "http://127.0.0.1:9" });
  const { id } = await makePaper({ title: "Zymurgy" });
  await rebuildTable(384);
  expect(await search("zymurgy")).toBe(1);
  const before = await findTable();

  const source = await makeDatabase("template_quire");
  await withClient(source, async (client) => {
    await client.query(
      `INSERT INTO papers (id, key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at,
         day, source, heat)
       VALUES ($1, '2603.99999', 'Quokka', 'quokka', 'It smiles.', '{Ada}', '{ada}', '{cs.CL}', $2::timestamptz, $2::timestamptz, $2::timestamptz::date, 'import', 1)`,
      [id, now],
    );
    // It even remembers a table of the same name.
    await client.query("INSERT INTO settings VALUES ('search-table', $1)", [JSON.stringify(before?.current)]);
  });
  const file = await makeBackup(source);
  await getDb().$disconnect();
  await restore({ url: databaseUrl(), file, backup: await readBackup(file) });

  // Programs look for another table every two seconds.
  expect(await findTable(performance.now() + 60_000)).toBeNull();
  await expect(search("zymurgy")).rejects.toMatchObject({ code: "unavailable" });
  await rebuildTable(384);
  expect(await search("zymurgy")).toBe(0);
  expect(await search("quokka")).toBe(1);
  const { name, vectors } = (await findTable(performance.now() + 120_000))?.current ?? {};
  expect(await (await getEngine()).tableNames()).toEqual([name, vectors]);
}, 60_000);
