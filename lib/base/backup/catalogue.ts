import pg from "pg";
import type { SequencesLine, TableLine } from "@/lib/base/backup/backup-format";
import { searchSettings } from "@/lib/base/settings";

/** A table of the hub or of its job queue, with the columns that hold data of their own. */
export type Table = Omit<TableLine, "kind"> & {
  /** Its size on disk with compressed values, without indexes, in bytes; an estimate of its number of rows. */
  bytes: number;
  rows: number;
};

type Named = Pick<TableLine, "part" | "name">;

/** The schema of the job queue. */
const queueSchema = "graphile_worker";

/**
 * The tables of the database, from its catalogue, so that none can be forgotten. A table comes after those that its
 * foreign keys refer to. Tables of extensions are left out, and the queue's list of its own migrations: the queue makes
 * its tables by itself. Generated columns are left out, because PostgreSQL computes them.
 * @throws Error when tables refer to each other in a circle
 */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { id: string; parents: string[] }>(
    `SELECT c.oid::text AS id, CASE WHEN n.nspname = $1 THEN 'queue' ELSE 'hub' END AS part, c.relname AS name,
       pg_table_size(c.oid)::float8 AS bytes, greatest(c.reltuples, 0)::float8 AS rows,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
         AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT k.confrelid::text FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'
         AND k.confrelid <> c.oid) AS parents
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ($1, current_schema()) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND NOT (n.nspname = $1 AND c.relname = 'migrations') AND ${notOfExtension("pg_class", "c.oid")}
     ORDER BY n.nspname, c.relname`,
    [queueSchema],
  );
  const left = new Map(rows.map((row) => [row.id, row]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ parents }) => !parents.some((id) => left.has(id)));
    if (ready.length === 0) {
      const names = [...left.values()].map(({ name }) => name).join(", ");
      throw new Error(`These tables refer to each other in a circle, so no order can restore them: ${names}`);
    }
    for (const { id, part, name, columns, bytes, rows } of ready) {
      ordered.push({ part, name, columns, bytes, rows });
      left.delete(id);
    }
  }
  return ordered;
}

/** The next value of each sequence of the hub and its queue, from the catalogue. Sequences take no part in transactions. */
export async function listSequences(client: pg.ClientBase): Promise<SequencesLine["sequences"]> {
  const { rows } = await client.query<Named & { increment: string }>(
    `SELECT CASE WHEN n.nspname = $1 THEN 'queue' ELSE 'hub' END AS part, c.relname AS name, s.seqincrement::text AS increment
     FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ($1, current_schema()) AND ${notOfExtension("pg_class", "c.oid")} ORDER BY n.nspname, c.relname`,
    [queueSchema],
  );
  const sequences: SequencesLine["sequences"] = [];
  for (const { part, name, increment } of rows) {
    const { rows: values } = await client.query<{ next: string }>(
      `SELECT (last_value + CASE WHEN is_called THEN ${BigInt(increment)} ELSE 0 END)::text AS next
       FROM ${quoted({ part, name })}`,
    );
    sequences.push({ part, name, next: values[0]?.next ?? "1" });
  }
  return sequences;
}

/** SQL for the condition that an object belongs to no extension. @param catalogue the system table that lists it */
export function notOfExtension(catalogue: string, id: string): string {
  return `NOT EXISTS (SELECT 1 FROM pg_depend e
    WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${id} AND e.deptype = 'e')`;
}

/** The quoted name of a table or sequence; those of the hub are in the first schema of the search path. */
export function quoted({ part, name }: Named): string {
  return part === "queue" ? `${queueSchema}.${pg.escapeIdentifier(name)}` : pg.escapeIdentifier(name);
}

/** The query for the rows of a table that a backup contains: all but the settings about the search index, which is rebuilt. */
export function rowsQuery(table: Table): string {
  const columns = table.columns.map(pg.escapeIdentifier).join(", ");
  const isSettings = table.part === "hub" && table.name === "settings";
  const which = isSettings ? ` WHERE key NOT IN (${searchSettings.map(pg.escapeLiteral).join(", ")})` : "";
  return `SELECT ${columns} FROM ${quoted(table)}${which}`;
}
