import { z } from "zod";

// A backup is one gzip stream of lines. Each part of it can be read with `zcat FILE | less`:
//
//   {"kind":"quire-backup", …}               the header
//   {"kind":"table", …}                      for each table, so that a table comes after those that it refers to:
//   …                                        its rows as PostgreSQL's COPY writes them in text format
//   \.                                       their end; no row of COPY looks like this
//   {"kind":"rows", …}                       how many they are, and their checksum
//   {"kind":"sequences", …}                  the next value of each sequence
//   {"kind":"end", …}                        the checksum of all other lines in JSON

/** The version of the file format that this hub writes; it reads this one and earlier ones. */
export const formatVersion = 1;

/** The line that ends the rows of a table. */
export const endOfRows = Buffer.from("\\.\n");

/** A name that may be shown on a terminal. */
const name = z.string().regex(/^\P{Cc}*$/u);

/** Whose table it is: the hub's own, or one of the job queue, which has a schema of its own. */
const partSchema = z.enum(["hub", "queue"]);

/** The first line, as far as every version of the format has it. */
export const markSchema = z.object({ kind: z.literal("quire-backup"), format: z.number().int().positive() });

export const headerSchema = markSchema.extend({
  /** The moment of the snapshot. */
  madeAt: z.iso.datetime(),
  /** The address of the hub. */
  hub: name,
  /** The migrations applied to the database, in order, with the checksums of their files. */
  migrations: z.array(z.object({ name, checksum: z.string() })),
  /** The secret that the hub signs with, if it keeps it in a file; null if it comes from the configuration. */
  secret: z.string().nullable(),
});

export const tableSchema = z.object({
  kind: z.literal("table"),
  part: partSchema,
  name,
  columns: z.array(name),
});

export const rowsSchema = z.object({
  kind: z.literal("rows"),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
});

export const sequencesSchema = z.object({
  kind: z.literal("sequences"),
  sequences: z.array(z.object({ part: partSchema, name, next: z.string().regex(/^-?\d+$/) })),
});

export const endSchema = z.object({ kind: z.literal("end"), sha256: z.string() });

export type Header = z.infer<typeof headerSchema>;
export type TableLine = z.infer<typeof tableSchema>;
export type RowsLine = z.infer<typeof rowsSchema>;
export type SequencesLine = z.infer<typeof sequencesSchema>;

const newline = 0x0a;

/** The number of lines in a piece of COPY's text format, which is the number of rows that end in it. */
export function countLines(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, at + 1)) count += 1;
  return count;
}
