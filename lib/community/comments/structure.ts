import { grouped } from "@/lib/base/text";

/** The most levels of lists and quotes in a comment, and its most lines. */
export const maxLevels = 20;
export const maxLines = 2000;

/** What a Markdown parser's time depends on besides the length of a text. */
type Structure = {
  lines: number;
  /** The deepest nesting of lists and quotes that the text can have. */
  levels: number;
  /** Levels of lists and quotes, summed over all lines: a parser goes through them again on each line. */
  steps: number;
  /** Characters that may begin or end emphasis, code, a link, an entity or an escape, and tabs. */
  marks: number;
};

const containerMark = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y;
// A line such as "* * *" separates paragraphs and is no list in a list. A parser takes long over one of thousands.
const separator = /^[ \t>]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
const maxSeparator = 200;
const inlineMark = /[*_`[\]<>!&\\\t]/g;

/** Counts the structure of a text in one pass. Nesting is never underestimated. */
export function structureOf(text: string): Structure {
  const lines = text.split("\n");
  let levels = 0;
  let steps = 0;
  let before = 0;
  for (const line of lines) {
    const own = marksBefore(line);
    // Lists and quotes that began on an earlier line go on where this one is indented by two columns for each.
    before = own + Math.min(before, Math.floor(indentOf(line) / 2));
    levels = Math.max(levels, before);
    steps += before;
  }
  return { lines: lines.length, levels, steps, marks: text.match(inlineMark)?.length ?? 0 };
}

/** What is wrong with the structure of a comment, in a sentence for its writer; null if nothing is. */
export function structureProblem(text: string): string | null {
  const lines = text.split("\n").length;
  if (lines > maxLines)
    return `A comment can have at most ${grouped(maxLines)} lines: this one has ${grouped(lines)}.`;
  const { levels } = structureOf(text);
  if (levels > maxLevels)
    return `A comment can have at most ${maxLevels} levels of lists and quotes: this one has ${grouped(levels)}.`;
  return null;
}

/** What is parsed as Markdown. At each of these limits, the parser takes a few hundredths of a second. */
const markdownLimits = { length: 20_000, lines: 200, levels: maxLevels, steps: 200, marks: 400 };

/** Whether a text is within the limits of what is parsed as Markdown. */
export function isMarkdownSized(text: string): boolean {
  if (text.length > markdownLimits.length) return false;
  const { lines, levels, steps, marks } = structureOf(text);
  return (
    lines <= markdownLimits.lines &&
    levels <= markdownLimits.levels &&
    steps <= markdownLimits.steps &&
    marks <= markdownLimits.marks
  );
}

function marksBefore(line: string): number {
  if (line.length <= maxSeparator && separator.test(line)) return (line.match(/>/g)?.length ?? 0) + 1;
  let marks = 0;
  containerMark.lastIndex = 0;
  while (containerMark.test(line)) marks += 1;
  return marks;
}

/** The columns of white space before a line's text; a blank line interrupts nothing, so it counts as indented. */
function indentOf(line: string): number {
  const space = /^[ \t]*/.exec(line)?.[0] ?? "";
  if (space.length === line.length) return Number.POSITIVE_INFINITY;
  return space.length + 3 * (space.split("\t").length - 1);
}
