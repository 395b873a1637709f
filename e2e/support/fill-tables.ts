import pg from "pg";

type Column = {
  /** The number of its table in the list, from 1 on. */
  of: number;
  name: string;
  /** As SQL writes it, such as text[] or "Role". */
  type: string;
  nullable: boolean;
  /** Whether a sequence numbers the rows. */
  numbered: boolean;
  labels: string[] | null;
  /** The column of another table, or of this one, that it refers to. */
  refersTo: { table: string; column: string } | null;
};

type Cell = string | number | boolean | null | Buffer | unknown[];
type Row = Record<string, Cell>;

/** How many rows a table gets. */
const rowsEach = 3;

/** Columns that check constraints tie together, by table. */
const tied: Record<string, (i: number) => Row> = {
  webhook_deliveries: (i) => ({
    kind: ["test", "comment", "upvote"][i] ?? "test",
    paper_key: i === 2 ? "2603.00001" : null,
    comment_id: i === 1 ? 7 : null,
    voter_id: i === 2 ? 9 : null,
  }),
};

/**
 * Puts rows into every table that has none, whatever the schema is: the first row has null wherever it may, the texts have
 * everything that COPY, JSON and arrays must escape, numbers and times have all their digits.
 * @param tables with their schemas, each after those that it refers to
 */
export async function fillTables(
  client: pg.Client,
  tables: { schema: string; name: string }[],
): Promise<void> {
  const quoted = tables.map(
    ({ schema, name }) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
  );
  const all = await listColumns(client, quoted);
  for (const [place, { name }] of tables.entries()) {
    const table = quoted[place] ?? "";
    const columns = all.filter(({ of, numbered }) => of === place + 1 && !numbered);
    const values: Cell[] = [];
    const rows = Array.from({ length: rowsEach }, (_, i) => {
      const given = tied[name]?.(i) ?? {};
      return `(${columns.map((column) => placeOf(column, { i, given, values })).join(", ")})`;
    });
    const names = columns.map((column) => pg.escapeIdentifier(column.name)).join(", ");
    await client.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM (VALUES ${rows.join(", ")}) v
       WHERE NOT EXISTS (SELECT FROM ${table})`,
      values,
    );
  }
}

type Place = { i: number; given: Row; values: Cell[] };

/** SQL for a cell: a value that is added to the statement's values, or one of the rows that the column refers to. */
function placeOf(column: Column, { i, given, values }: Place): string {
  const { name, type, refersTo } = column;
  if (refersTo && !(name in given) && !(column.nullable && i === 0))
    return `(SELECT ${pg.escapeIdentifier(refersTo.column)} FROM ${refersTo.table} ORDER BY 1 OFFSET ${i} LIMIT 1)`;
  values.push(name in given ? (given[name] ?? null) : cellOf(column, i));
  return `$${values.length}::${type}`;
}

async function listColumns(client: pg.Client, tables: string[]): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT t.of::int, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
       a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%', false) AS numbered,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS labels,
       (SELECT json_build_object('table', k.confrelid::regclass::text, 'column', f.attname)
        FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
        WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]) AS "refersTo"
     FROM unnest($1::text[]) WITH ORDINALITY AS t(name, of) JOIN pg_attribute a ON a.attrelid = t.name::regclass
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY t.of, a.attnum`,
    [tables],
  );
  return rows;
}

function cellOf(column: Column, i: number): Cell {
  if (column.nullable && i === 0) return null;
  if (column.labels) return column.labels[i % column.labels.length] ?? null;
  return plainCell(column, i);
}

const numbers = ["0.1", "-0", "1.7976931348623157e308"];
const reals = ["0.1", "-0", "3.4028235e38"];

function plainCell({ name, type }: Column, i: number): Cell {
  const text = `${name} ${i}: tab\t line\nreturn\r \\ \\. \\N "double" 'single' {a,b} ü 漢 😀 \u0001`;
  if (type.endsWith("[]")) return listOf({ name, type: type.slice(0, -2) }, i);
  if (/^(text|character varying)/.test(type)) return type.includes("(36)") ? `${name} ${i}` : text;
  if (/^(integer|bigint|smallint)$/.test(type)) return i + 1;
  if (type === "double precision") return numbers[i] ?? "0";
  if (type === "real") return reals[i] ?? "0";
  if (type === "boolean") return i % 2 === 1;
  if (type === "date") return `2026-03-0${i + 1}`;
  if (type.startsWith("timestamp")) return `2026-03-0${i + 1} 23:59:59.98765+00`;
  if (/^jsonb?$/.test(type))
    return JSON.stringify({ text: text.replace("\u0001", ""), list: [i, null, 0.1] });
  if (type === "bytea") return Buffer.from(Array.from({ length: 256 }, (_, byte) => (byte + i) % 256));
  throw new Error(`There is no test value for ${name} of the type ${type} yet`);
}

function listOf(item: Pick<Column, "name" | "type">, i: number): Cell[] {
  const column = { ...item, of: 0, nullable: false, numbered: false, labels: null, refersTo: null };
  return i === 0 ? [] : [plainCell(column, 0), plainCell(column, i)];
}
