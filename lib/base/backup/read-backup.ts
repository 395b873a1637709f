import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import {
  countLines,
  endOfRows,
  endSchema,
  formatVersion,
  type Header,
  headerSchema,
  markSchema,
  type RowsLine,
  rowsSchema,
  type SequencesLine,
  sequencesSchema,
  type TableLine,
  tableSchema,
} from "@/lib/base/backup/backup-format";
import { AppError, codeOf } from "@/lib/base/errors";

/** What is in a backup: where it comes from, its tables with their number of rows, and the next values of sequences. */
export type BackupContents = {
  header: Header;
  tables: (TableLine & { rows: number })[];
  sequences: SequencesLine["sequences"];
};

type Reading = {
  /** Takes the rows of a table, all of them; without it they are only checked. */
  onTable?: (table: TableLine, rows: AsyncIterable<Buffer>) => Promise<void>;
  /** Called with the number of bytes of the file that were read so far. */
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
};

/**
 * Reads a backup from its first byte to its last, and checks it on the way: its format, the number of rows and the checksum
 * of each table, the checksum of the rest, and that it is complete. Holds no table in memory.
 * @throws AppError unprocessable when the file is no backup, is damaged or incomplete, or is of a later format; not-found
 * when there is no such file
 */
export async function readBackup(
  file: string,
  { onTable, onBytes, signal }: Reading = {},
): Promise<BackupContents> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024, ...(signal && { signal }) });
  const unzipped = createGunzip({ chunkSize: 256 * 1024 });
  // Errors of the file reach the reader, since they end the unzipped stream as well.
  pipeline(source, unzipped, () => undefined);
  if (onBytes) source.on("data", () => onBytes(source.bytesRead));
  try {
    const scanner = new Scanner(unzipped[Symbol.asyncIterator]());
    const contents = await readContents(scanner, onTable);
    // Gunzip ignores what follows the compressed data, but a file that was added to is not the file that was written.
    if (unzipped.bytesWritten !== (await stat(file)).size) throw new Damage("something was added to it");
    return contents;
  } catch (error) {
    throw asReadError(error, file);
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

async function readContents(scanner: Scanner, onTable: Reading["onTable"] = drain): Promise<BackupContents> {
  const header = await readHeader(scanner);
  const tables: BackupContents["tables"] = [];
  let next = await scanner.readLine();
  for (; kindOf(next) === "table"; next = await scanner.readLine()) {
    const table = parse(tableSchema, next);
    const rows = new CheckedRows(scanner);
    await onTable(table, rows);
    const sums = parse(rowsSchema, await scanner.readLine());
    if (!rows.agreeWith(sums)) throw new Damage(`the rows of ${table.name} differ from their checksum`);
    tables.push({
      kind: "table",
      part: table.part,
      name: table.name,
      columns: table.columns,
      rows: sums.rows,
    });
  }
  const { sequences } = parse(sequencesSchema, next);
  const checksum = scanner.checksum();
  const { sha256 } = parse(endSchema, await scanner.readLine());
  if (sha256 !== checksum) throw new Damage("it differs from its checksum");
  if (!(await scanner.isAtEnd())) throw new Damage("something was added to it");
  return { header, tables, sequences };
}

async function readHeader(scanner: Scanner): Promise<Header> {
  const first = await scanner.readLine().catch((error: unknown) => {
    throw codeOf(error) === "Z_DATA_ERROR" ? new NoBackup() : error;
  });
  const mark = markSchema.safeParse(parsedJson(first));
  if (!mark.success) throw new NoBackup();
  if (mark.data.format > formatVersion)
    throw new AppError(
      "unprocessable",
      "The backup was made by a newer version of Quire. Update Quire, then restore it.",
    );
  return parse(headerSchema, first);
}

/** The reason why a file is no intact backup. */
class Damage extends Error {}
class NoBackup extends Error {}

/** The rows of one table, whose number and checksum are found while they are read. */
class CheckedRows implements AsyncIterable<Buffer> {
  readonly #checksum = createHash("sha256");
  #rows = 0;
  #bytes = 0;
  constructor(readonly scanner: Scanner) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for await (const piece of this.scanner.readRows()) {
      this.#checksum.update(piece);
      this.#rows += countLines(piece);
      this.#bytes += piece.length;
      yield piece;
    }
  }

  agreeWith({ rows, bytes, sha256 }: RowsLine): boolean {
    return rows === this.#rows && bytes === this.#bytes && sha256 === this.#checksum.digest("hex");
  }
}

// A line that describes a table or the whole backup is a few kilobytes long; a damaged file may have no line end at all.
const maxLine = 4 * 1024 * 1024;
const lineEnd = Buffer.from("\n");
const afterRow = Buffer.concat([lineEnd, endOfRows]);

/** Takes lines and rows from the unzipped stream, one after the other. */
class Scanner {
  readonly #source: AsyncIterator<Buffer>;
  readonly #lines = createHash("sha256");
  #left: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterator<Buffer>) {
    this.#source = source;
  }

  /** The next line, with its end. @throws Damage when there is none */
  async readLine(): Promise<Buffer> {
    for (let from = 0; ; ) {
      const end = this.#left.indexOf(lineEnd, from);
      if (end >= 0) {
        const line = this.#take(end + 1);
        this.#lines.update(line);
        return line;
      }
      from = this.#left.length;
      if (from > maxLine) throw new Damage("it has a line without an end");
      await this.#readMore();
    }
  }

  /** The rows up to the line that ends them. */
  async *readRows(): AsyncGenerator<Buffer> {
    while (this.#left.length < endOfRows.length) await this.#readMore();
    if (this.#left.subarray(0, endOfRows.length).equals(endOfRows)) {
      this.#take(endOfRows.length);
      return;
    }
    for (;;) {
      const end = this.#left.indexOf(afterRow);
      if (end >= 0) {
        const rows = this.#take(end + 1);
        this.#take(endOfRows.length);
        yield rows;
        return;
      }
      // The end may be cut in two, so as much as can belong to it is kept back.
      const sure = this.#left.length - endOfRows.length;
      if (sure > 0) yield this.#take(sure);
      await this.#readMore();
    }
  }

  /** The checksum of all lines so far, without the rows. */
  checksum(): string {
    return this.#lines.copy().digest("hex");
  }

  async isAtEnd(): Promise<boolean> {
    return this.#left.length === 0 && (await this.#source.next()).done === true;
  }

  #take(length: number): Buffer {
    const taken = this.#left.subarray(0, length);
    this.#left = this.#left.subarray(length);
    return taken;
  }

  async #readMore(): Promise<void> {
    const { value, done } = await this.#source.next();
    if (done) throw new Damage("its end is missing");
    this.#left = this.#left.length ? Buffer.concat([this.#left, value]) : value;
  }
}

async function drain(_table: TableLine, rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of rows);
}

function kindOf(line: Buffer): unknown {
  return Object(parsedJson(line)).kind;
}

function parse<T extends z.ZodType>(schema: T, line: Buffer): z.infer<T> {
  const parsed = schema.safeParse(parsedJson(line));
  if (!parsed.success) throw new Damage("it does not have the form of a backup");
  return parsed.data;
}

function parsedJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return null;
  }
}

/** Says in a sentence what is wrong with a file; errors of others, such as the database, stay as they are. */
function asReadError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === "ENOENT") return new AppError("not-found", `There is no file ${file}.`);
  if (code === "EACCES" || code === "EISDIR")
    return new AppError("unprocessable", `The file ${file} cannot be read (${code}).`);
  if (error instanceof NoBackup)
    return new AppError(
      "unprocessable",
      `${file} is not a backup made by Quire, or it is damaged from the start.`,
    );
  const reason = error instanceof Damage ? error.message : zlibReasons[code];
  if (!reason) return error;
  return new AppError(
    "unprocessable",
    `The backup ${file} is damaged: ${reason}. Use another one; nothing was changed.`,
  );
}

const zlibReasons: Record<string, string> = {
  Z_BUF_ERROR: "its end is missing",
  Z_DATA_ERROR: "it cannot be unpacked",
};
