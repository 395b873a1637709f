/** Whether a text is a table with a title in each row, as Zotero and others export it as CSV. */
export function isTitleTable(text: string): boolean {
  const head = text.slice(0, 4000).split("\n", 1)[0] ?? "";
  const columns = head.split(",").map((name) => name.replace(/"/g, "").trim().toLowerCase());
  return columns.length > 1 && columns.includes("title") && /author|doi|item type|year|url/i.test(head);
}

/** The rows of such a table, each with its title and all of its text. */
export function* readTitleTable(text: string): Generator<{ title: string; all: string }> {
  let column = -1;
  for (const row of readCsv(text)) {
    if (column >= 0) yield { title: row[column] ?? "", all: row.join(" ") };
    else column = row.findIndex((name) => name.trim().toLowerCase() === "title");
  }
}

/** The rows of a text in CSV (RFC 4180). */
function* readCsv(text: string): Generator<string[]> {
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    yield row;
    row = [];
  }
}
