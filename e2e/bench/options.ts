import { parseArgs } from "node:util";

/** Parts of the bench, by their letters in the report. */
export const parts = ["a", "b", "c", "d", "e", "f", "js"] as const;
export type Part = (typeof parts)[number];

export type Options = {
  /** Numbers of papers, ascending; queries are timed at each. */
  sizes: number[];
  /** The number of papers at which pages and upvotes are measured. */
  webSize: number;
  only: Set<Part>;
  seconds: number;
  connections: number;
  runs: number;
  json: string | null;
};

/**
 * Parses the command line.
 * @throws Error for an invalid value
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: known });
  const papers = number("papers", values.papers, 100, 5_000_000);
  return {
    sizes: [...[10_000, 100_000].filter((size) => size < papers), papers],
    webSize: Math.min(papers, 100_000),
    only: new Set(values.only ? values.only.split(",").map(part) : parts),
    seconds: number("seconds", values.seconds, 1, 600),
    connections: number("connections", values.connections, 1, 100),
    runs: number("runs", values.runs, 10, 10_000),
    json: values.json ?? null,
  };
}

const known = {
  papers: { type: "string", default: "100000" },
  only: { type: "string" },
  seconds: { type: "string", default: "10" },
  connections: { type: "string", default: "12" },
  runs: { type: "string", default: "300" },
  json: { type: "string" },
} as const;

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

function part(text: string): Part {
  const found = parts.find((name) => name === text);
  if (found) return found;
  throw new Error(`--only takes ${parts.join(", ")}, with commas between, not "${text}".`);
}
