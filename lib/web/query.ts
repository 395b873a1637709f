/** The query of a page's address as Next passes it. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One value of the query, the first if there are several; "" when there is none. */
export async function queryValue(query: Query, name: string): Promise<string> {
  const value = (await query)[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** The first value of each name in the query. */
export async function firstValues(query: Query): Promise<Record<string, string | undefined>> {
  const values = Object.entries(await query);
  return Object.fromEntries(values.map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}
