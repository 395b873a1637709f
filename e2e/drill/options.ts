import { parseArgs } from "node:util";

/** How large the drill is. */
export type Options = { seed: string; kills: number; readers: number; papers: number };

export const usage = `npm run drill [-- --seed 1 --kills 50 --readers 100 --papers 300]

Starts a hub in a temporary folder. Readers upvote papers and take upvotes back through the API while the hub's processes
and database connections are killed in random order. Afterwards the drill checks that nothing which was acknowledged is
lost and that nothing was sent twice, and ends with code 1 if anything is wrong.

  --seed     any word; determines the order of the kills and what the readers do
  --kills    how many kills
  --readers  how many readers use the hub at the same time
  --papers   how many papers it has`;

/**
 * Parses the command line.
 * @returns null if help is wanted
 * @throws Error for an invalid value
 */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      kills: { type: "string", default: "50" },
      readers: { type: "string", default: "100" },
      papers: { type: "string", default: "300" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  return {
    seed: values.seed,
    kills: readCount("kills", values.kills, 1000),
    readers: readCount("readers", values.readers, 1000),
    papers: readCount("papers", values.papers, 10_000),
  };
}

function readCount(name: string, text: string, most: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`--${name} takes a whole number from 1 to ${most}, not "${text}".`);
}
