import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import type { Cell } from "@/lib/papers/incoming";

/**
 * Loads rows with COPY, PostgreSQL's fastest way to insert many.
 * @param statement `COPY … FROM STDIN`, in its default text format
 * @param rows cells in the statement's order of columns
 */
export async function copyRows(client: pg.Client, statement: string, rows: Iterable<Cell[]>): Promise<void> {
  await pipeline(Readable.from(chunks(rows), { objectMode: false }), client.query(from(statement)));
}

function* chunks(rows: Iterable<Cell[]>): Generator<Buffer> {
  let lines: string[] = [];
  for (const row of rows) {
    // Rows are sent 200 at a time, because one write per row would be slow.
    if (lines.push(row.map(cellText).join("\t")) < 200) continue;
    yield Buffer.from(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length) yield Buffer.from(`${lines.join("\n")}\n`);
}

/** One value in COPY's text format. */
function cellText(value: Cell): string {
  if (value === null) return "\\N";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escapeCell(`{${value.map(arrayItem).join(",")}}`);
  return typeof value === "string" ? escapeCell(value) : String(value);
}

function arrayItem(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "" };

// PostgreSQL rejects NUL and lone surrogates, and both occur in scraped text.
function escapeCell(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/[\\\n\r\t\0]/g, (sign) => escapes[sign] ?? sign);
}
