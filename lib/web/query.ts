/** What Next hands a page as its address's query. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One value of the query, the first if there are several; "" when there is none. */
export async function queryValue(query: Query, name: string): Promise<string> {
  const value = (await query)[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
