import pg from "pg";

type Column = {
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
  for (const { schema, name } of tables) {
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
    const { rows } = await client.query(`SELECT EXISTS (SELECT FROM ${table}) AS filled`);
    if (rows[0]?.filled) continue;
    const columns = await listColumns(client, table);
    for (let i = 0; i < rowsEach; i++)
      await insertRow(client, table, columns, { i, tied: tied[name]?.(i) ?? {} });
  }
}

async function insertRow(
  client: pg.Client,
  table: string,
  columns: Column[],
  { i, tied }: { i: number; tied: Row },
): Promise<void> {
  const given = columns.filter(({ numbered }) => !numbered);
  const values: Cell[] = [];
  for (const column of given)
    values.push(column.name in tied ? (tied[column.name] ?? null) : await cellOf(client, column, i));
  const names = given.map(({ name }) => pg.escapeIdentifier(name)).join(", ");
  const places = given.map(({ type }, place) => `$${place + 1}::${type}`).join(", ");
  await client.query(`INSERT INTO ${table} (${names}) VALUES (${places})`, values);
}

async function listColumns(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
       a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%', false) AS numbered,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS labels,
       (SELECT json_build_object('table', k.confrelid::regclass::text, 'column', f.attname)
        FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
        WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]) AS "refersTo"
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum`,
    [table],
  );
  return rows;
}

async function cellOf(client: pg.Client, column: Column, i: number): Promise<Cell> {
  if (column.nullable && i === 0) return null;
  if (column.refersTo) return referredCell(client, column.refersTo, i);
  if (column.labels) return column.labels[i % column.labels.length] ?? null;
  return plainCell(column, i);
}

async function referredCell(
  client: pg.Client,
  { table, column }: { table: string; column: string },
  i: number,
): Promise<Cell> {
  const { rows } = await client.query<{ value: Cell }>(
    `SELECT ${pg.escapeIdentifier(column)} AS value FROM ${table} ORDER BY 1 OFFSET $1 LIMIT 1`,
    [i],
  );
  return rows[0]?.value ?? null;
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
  const column = { ...item, nullable: false, numbered: false, labels: null, refersTo: null };
  return i === 0 ? [] : [plainCell(column, 0), plainCell(column, i)];
}
