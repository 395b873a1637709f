import pg from "pg";
import { describe, expect, it } from "vitest";
import { makeAccount } from "@/e2e/support/made-account";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { deleteAccount } from "@/lib/privacy/delete-account";
import { kept } from "@/lib/privacy/kept";

withTestDb();

/** Tables and columns without data about the hub's readers, each with what they hold. Names of papers' authors are as published. */
const impersonal: { tables: Record<string, string>; columns: Record<string, string> } = {
  tables: {
    arxiv_pulls: "when papers were fetched from arXiv",
    co_votes: "which papers are liked by the same readers, only from three readers on",
    former_author_slugs: "earlier addresses of the names of papers' authors",
    enrichments: "vectors, keywords and summaries of papers",
    map_points: "the places of papers on the map",
    paper_links: "links of papers, without who gave them",
    track_records: "how often earlier papers of a paper's authors were upvoted, from public numbers",
    public_digests: "the papers of the public digests",
    phrases: "phrases of papers",
    repositories: "what GitHub says of repositories",
    search_terms: "words and authors of papers",
    settings: "the hub's own state",
    source_texts: "what the sources of papers said",
    task_runs: "runs of the worker's tasks",
    tasks: "the worker's schedule",
    troubles: "what is wrong with the hub",
    workers: "running workers",
  },
  columns: {
    papers:
      "id key title title_key abstract abstract_kind authors author_slugs family_names cite_key topics keywords comment journal_ref doi dois doi_keys licence published_at versions version announced_at day status source source_url code_url code_stars project_url links_version organization organization_slug organization_corrected withdrawn withdrawn_by featured_at heat upvotes comment_count created_at updated_at",
  },
};

type Column = { table: string; column: string };

const listColumns = () => getDb().$queryRaw<Column[]>`
  SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`;

const columnsOf = (lists: Record<string, string>): string[] =>
  Object.entries(lists).flatMap(([table, columns]) =>
    columns.split(" ").map((column) => `${table}.${column}`),
  );

const classified = [...kept.map(({ columns }) => columns), impersonal.columns].flatMap(columnsOf);

describe("the list of what is kept", () => {
  it("classifies every column of the database once: a new one is named there or said to hold nothing about readers", async () => {
    const all = await listColumns();
    const open = all.filter(({ table }) => !Object.hasOwn(impersonal.tables, table));
    const names = open.map(({ table, column }) => `${table}.${column}`);
    expect(names.filter((name) => !classified.includes(name))).toEqual([]);
    expect(classified.filter((name) => !names.includes(name))).toEqual([]);
    expect(classified.filter((name, i) => classified.indexOf(name) !== i)).toEqual([]);
    const tables = new Set(all.map(({ table }) => table));
    expect(Object.keys(impersonal.tables).filter((table) => !tables.has(table))).toEqual([]);
  });

  it("names every table that belongs to a person or holds an address", async () => {
    const personal = (await listColumns()).filter(({ column }) =>
      /^(user_id|submitter_id|voter_id|email|identifier|user_agent|subscription_id)$/.test(column),
    );
    const named = new Set(kept.flatMap(({ columns }) => columnsOf(columns)));
    expect(
      personal.map(({ table, column }) => `${table}.${column}`).filter((name) => !named.has(name)),
    ).toEqual([]);
  });
});

describe("a deleted account", () => {
  it("leaves no row in any table with the person's number or address", async () => {
    const { viewer } = await makeAccount();
    await deleteAccount(viewer);
    const columns = (await listColumns()).filter(({ column }) =>
      /^(user_id|submitter_id|email|identifier)$/.test(column),
    );
    const client = new pg.Client({ connectionString: databaseUrl() });
    await client.connect();
    const left: string[] = [];
    for (const { table, column } of columns) {
      const { rows } = await client.query(`SELECT 1 FROM "${table}" WHERE "${column}"::text = ANY($1)`, [
        [String(viewer.id), "ada@example.org"],
      ]);
      if (rows.length > 0) left.push(`${table}.${column}`);
    }
    await client.end();
    expect(columns.length).toBeGreaterThan(20);
    expect(left).toEqual([]);
    expect(await getDb().user.count({ where: { id: viewer.id } })).toBe(0);
  });
});
