import { isTest, lineAt, type Source } from "./sources";

/** The value that this share of the list does not exceed. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** The largest first, one readable line each, for the message of a check that fails. */
export function worst<T extends { path: string; lines: number; line?: number; name?: string | null }>(
  items: T[],
  most = 12,
): string {
  const sorted = [...items].sort((a, b) => b.lines - a.lines).slice(0, most);
  return sorted
    .map(({ path, line, name, lines }) => `\n  ${path}:${line ?? 1} ${name ?? ""} ${lines} lines`)
    .join("");
}

/** Lines of a file that are code, and lines of comments and docstrings with words on them. */
export function countLines({ text, lines, syntax }: Source): { code: number; comment: number } {
  const comments = new Set<number>();
  for (const { start, end } of syntax.comments) {
    const first = lineAt(text, start) - 1;
    // A comment behind code is part of a line of code.
    if (!/^(\/\/|\/\*|\{\/\*)/.test(lines[first]?.trim() ?? "")) continue;
    for (let line = first; line < lineAt(text, end); line++) comments.add(line);
  }
  const worded = [...lines.keys()].filter((line) => /\w/.test(lines[line] ?? "") || !comments.has(line));
  const written = worded.filter((line) => lines[line]?.trim());
  const comment = written.filter((line) => comments.has(line)).length;
  return { code: written.length - comment, comment };
}

/** Sums over files: lines of the product, lines of tests, and lines of comments in both. */
export function countAll(sources: Source[]): { code: number; test: number; comment: number } {
  const sum = { code: 0, test: 0, comment: 0 };
  for (const source of sources) {
    const { code, comment } = countLines(source);
    sum[isTest(source.path) ? "test" : "code"] += code;
    sum.comment += comment;
  }
  return sum;
}
