import type { Operation } from "@/lib/programs/api/operation";

export type Match = { operation: Operation; params: Record<string, string> };

/**
 * The operation that a request asks for.
 * @param path under /api/v1, still percent-encoded
 * @returns the operation with the decoded parameters of its path; else the methods that the path allows, none for an unknown path
 */
export function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): Match | { allowed: string[] } {
  const matches = operations.flatMap((operation) => {
    const found = patternOf(operation.path).exec(path.replace(/\/$/, ""));
    return found ? [{ operation, params: decodeAll(found.groups ?? {}) }] : [];
  });
  // A paper's id may contain slashes and match fixed words, so the path with the most fixed words wins.
  const best = Math.max(...matches.map(({ operation }) => wordsOf(operation.path)));
  const here = matches.filter(({ operation }) => wordsOf(operation.path) === best);
  const asked = method === "HEAD" ? "GET" : method;
  const allowed = here.map(({ operation }) => operation.method);
  return here.find(({ operation }) => operation.method === asked) ?? { allowed: withHead(allowed) };
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known) return known;
  // Old arXiv ids contain a slash, such as math/0501999.
  const part = (name: string) => (path.startsWith("/papers/") ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`);
  const made = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, (_, name) => part(name))}$`);
  patterns.set(path, made);
  return made;
}

function wordsOf(path: string): number {
  return path.split("/").filter((part) => part && !part.startsWith("{")).length;
}

function decodeAll(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
}

function withHead(methods: string[]): string[] {
  return methods.includes("GET") ? ["GET", "HEAD", ...methods.filter((one) => one !== "GET")] : methods;
}
