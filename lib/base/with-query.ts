/** A path with those parts of a query that have a value, in the order given. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(parts.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}
