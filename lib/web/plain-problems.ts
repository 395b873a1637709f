import { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** Sets zod's error messages to sentences for readers wherever a schema has none of its own. */
export function speakPlainly(): void {
  z.config({ customError: plainProblem });
}

function plainProblem(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return typeProblem(issue.expected, issue.input);
  if (issue.code === "invalid_value") return `Write ${anyOf(issue.values.map(String))}.`;
  if (issue.code === "too_big")
    return `${verbs[issue.origin] ?? "Give"} at most ${sized(issue, issue.maximum)}.`;
  if (issue.code === "too_small")
    return `${verbs[issue.origin] ?? "Give"} at least ${sized(issue, issue.minimum)}.`;
  if (issue.code === "invalid_union" && Array.isArray(issue.options))
    return `Write ${anyOf(issue.options.map(String))}.`;
  if (issue.code === "unrecognized_keys") return `Nothing here is called ${anyOf(issue.keys)}.`;
  return undefined;
}

const verbs: Record<string, string> = { string: "Write" };

function typeProblem(expected: string, input: unknown): string | undefined {
  if (input === undefined) return "This is missing.";
  return kinds[expected] && `Write ${kinds[expected]}.`;
}

function sized({ origin }: { origin: string }, size: number | bigint): string {
  return origin === "string" ? `${size} ${size === 1 ? "character" : "characters"}` : `${size}`;
}

function anyOf(names: string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}
