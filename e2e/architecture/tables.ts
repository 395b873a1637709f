import { readFileSync } from "node:fs";
import { lineAt, nodesOf, type Source } from "./sources";

/** Which area of lib/ writes which tables. Every area may read every table. */
export const tablesOf: Record<string, string[]> = {
  base: ["settings", "troubles"],
  people: [
    "users",
    "accounts",
    "sessions",
    "verification_tokens",
    "api_tokens",
    "readers",
    "bans",
    "ban_marks",
    "former_identities",
    "address_changes",
  ],
  queue: [
    "tasks",
    "task_runs",
    "workers",
    "graphile_worker._private_jobs",
    "graphile_worker._private_job_queues",
    "graphile_worker._private_known_crontabs",
  ],
  mail: ["mail_stops"],
  papers: [
    "papers",
    "paper_links",
    "repositories",
    "source_texts",
    "former_author_slugs",
    "votes",
    "saves",
    "arxiv_pulls",
  ],
  community: ["comments", "claims"],
  search: ["enrichments", "phrases", "search_terms"],
  feeds: [
    "interests",
    "interest_papers",
    "signals",
    "taste_texts",
    "pending_imports",
    "taste_skips",
    "impressions",
    "mixes",
    "co_votes",
    "neighbour_likes",
    "map_points",
    "track_records",
  ],
  follows: ["follows", "follow_hits", "mutes", "notifications"],
  digests: ["subscriptions", "digests", "digest_papers", "public_digests"],
  programs: ["webhooks", "webhook_deliveries"],
  web: ["rate_limits"],
  server: ["_prisma_migrations"],
};

/** Files that write the tables of all areas, each with the reason. */
const writesAll: Record<string, string> = {
  "lib/server/restore.ts": "a restore replaces the whole database",
};

type Model = { table: string; relations: Map<string, string> };
type Write = { table: string; start: number };

const ownerOf = new Map(
  Object.entries(tablesOf).flatMap(([area, tables]) => tables.map((one) => [one, area])),
);
const models = readModels(readFileSync("prisma/schema.prisma", "utf8"));

const modelWrite =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
// These keys in the data of a relation also write the related table.
const nestedWrite = /^(create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany)$/;
// FOR UPDATE only locks. ON CONFLICT … DO UPDATE SET names no table, because its INSERT does.
const sqlWrite =
  /\b(?<!FOR )(?<!DO )(?<!NO KEY )(?:INSERT INTO|MERGE INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?|COPY)\s+(?:ONLY\s+)?("?[a-z_][\w.]*"?|$)/g;

/** The tables that Prisma's schema declares. */
export function schemaTables(): string[] {
  return [...models.values()].map(({ table }) => table);
}

/** Describes each place where a file of lib/ writes a table of another area, or a table that no area owns. */
export function foreignWrites(source: Source): string[] {
  const area = /^lib\/([^/]+)\//.exec(source.path)?.[1];
  if (!area || writesAll[source.path]) return [];
  return [...modelWrites(source), ...sqlWrites(source)]
    .filter(({ table }) => ownerOf.get(table) !== area)
    .map(({ table, start }) => {
      const owner = ownerOf.get(table);
      const why = owner ? `which ${owner} writes` : "which no area owns";
      return `${source.path}:${lineAt(source.text, start)} writes ${table || "a table that it does not name"}, ${why}`;
    });
}

/** Writes by calls such as `tx.paper.update(…)`, including those to related tables. */
function modelWrites(source: Source): Write[] {
  const calls = nodesOf(source, "CallExpression").flatMap(({ callee, start, end }) => {
    const words = source.text.slice(callee.start, callee.end);
    const [, name = "", method = ""] = /\.(\w+)\s*\.(\w+)$/.exec(words) ?? [];
    const model = models.get(name);
    return model && modelWrite.test(method) ? [{ model, start, end }] : [];
  });
  const direct = calls.map(({ model, start }) => ({ table: model.table, start }));
  return [...direct, ...calls.flatMap((call) => nestedWrites(source, call))];
}

function nestedWrites(
  source: Source,
  { model, start, end }: { model: Model; start: number; end: number },
): Write[] {
  const properties = nodesOf(source, "Property").filter((one) => one.start > start && one.end < end);
  return properties.flatMap(({ key, value }) => {
    const table = model.relations.get(source.text.slice(key.start, key.end));
    if (!table || value.type !== "ObjectExpression") return [];
    const writes = value.properties.some(
      (inner) =>
        inner.type === "Property" && nestedWrite.test(source.text.slice(inner.key.start, inner.key.end)),
    );
    return writes ? [{ table, start: key.start }] : [];
  });
}

/** Writes by SQL in templates and strings. Temporary tables that the same file creates do not count. */
function sqlWrites(source: Source): Write[] {
  const texts = [
    ...nodesOf(source, "TemplateElement").map(({ start, value }) => ({ start, sql: value.raw })),
    ...nodesOf(source, "Literal").flatMap(({ start, value }) =>
      typeof value === "string" ? [{ start, sql: value }] : [],
    ),
  ];
  const temporary = new Set(
    texts.flatMap(({ sql }) =>
      [...sql.matchAll(/CREATE TEMP(?:ORARY)? TABLE (\w+)/g)].map(([, name]) => name),
    ),
  );
  return texts
    .flatMap(({ start, sql }) =>
      [...sql.matchAll(sqlWrite)].map(({ 1: name = "", index }) => ({
        table: name.replaceAll('"', ""),
        start: start + index,
      })),
    )
    .filter(({ table }) => !temporary.has(table));
}

/** The models of a Prisma schema by their name in code (`apiToken`), each with its table and the tables of its relations. */
function readModels(schema: string): Map<string, Model> {
  const blocks = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const tables = new Map(
    blocks.map(([, name = "", body = ""]) => [name, /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name]),
  );
  return new Map(
    blocks.map(([, name = "", body = ""]) => {
      const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)];
      const relations = fields.flatMap(([, field = "", type = ""]): [string, string][] => {
        const table = tables.get(type);
        return table ? [[field, table]] : [];
      });
      const model = { table: tables.get(name) ?? name, relations: new Map(relations) };
      return [name.charAt(0).toLowerCase() + name.slice(1), model];
    }),
  );
}
