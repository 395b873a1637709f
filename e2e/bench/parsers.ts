import { setImmediate } from "node:timers/promises";
import { type Shape, shapes } from "@/e2e/bench/hostile-text";
import { short, table } from "@/e2e/bench/table";
import { type TextParser, textParsers } from "@/e2e/bench/text-parsers";

/** The longest that a parser may keep the process from other requests, in milliseconds. */
const target = 50;

type Timed = { shape: string; length: number; ms: number };

/**
 * Times every parser of people's words on hostile texts of its maximum length.
 * @param only the beginning of the names of those to time
 * @returns a table with the slowest shape of each parser, and which of them take too long
 */
export async function measureParsers(only = ""): Promise<string> {
  const rows: string[][] = [];
  let missed = 0;
  for (const parser of textParsers.filter(({ name }) => name.startsWith(only))) {
    const [worst] = (await timeShapes(parser)).sort((a, b) => b.ms - a.ms);
    if (!worst) continue;
    if (worst.ms > target) missed += 1;
    rows.push([
      parser.name,
      worst.shape,
      parser.longest.toLocaleString("en"),
      short(worst.ms),
      worst.ms > target ? `MISSED at ${worst.length.toLocaleString("en")}` : "met",
    ]);
  }
  const head = ["Parser", "slowest on", "characters", "ms", `at most ${target}`];
  return `${table(head, rows)}\n\n${shapes.length} shapes; ${missed} of ${rows.length} parsers miss the target.`;
}

async function timeShapes(parser: TextParser): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (const shape of shapes) timed.push(await timeShape(parser, shape));
  return timed;
}

/** Begins with a short text, so that a parser whose time explodes is found out before it takes minutes. */
async function timeShape(parser: TextParser, shape: Shape): Promise<Timed> {
  let timed: Timed = { shape: shape.name, length: 0, ms: 0 };
  for (const part of [64, 16, 4, 1]) {
    const length = Math.ceil(parser.longest / part);
    const text = shape.text(length);
    timed = { shape: shape.name, length, ms: await longestStretch(parser, text) };
    if (timed.ms > 2 * target) return timed;
  }
  // The first run of a function, and one during which memory is tidied, takes longer than its work.
  for (let again = 0; again < 2 && timed.ms > target / 4; again++)
    timed.ms = Math.min(timed.ms, await longestStretch(parser, shape.text(parser.longest)));
  return timed;
}

/** Processor time of this process, which other programs on the machine do not lengthen. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The longest time for which the process can do nothing else while the text is parsed. */
async function longestStretch({ read }: TextParser, text: string): Promise<number> {
  const watch = new AbortController();
  let [longest, before] = [0, processorMs()];
  const note = () => {
    const now = processorMs();
    longest = Math.max(longest, now - before);
    before = now;
  };
  const watching = (async () => {
    while (!watch.signal.aborted) {
      await setImmediate();
      note();
    }
  })();
  try {
    await read(text);
  } catch {
    // A refusal is an answer as well.
  }
  note();
  watch.abort();
  await watching;
  return longest;
}
