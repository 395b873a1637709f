/** The fields of a paper's ContextObject in a COinS span. */
type Coins = {
  type: string;
  title: string;
  creators: string[];
  date: string;
  doi: string | null;
  url: string | null;
};

// Keys of ANSI/NISO Z39.88-2004 (Part 2) and of its Dublin Core format.
const singleKeys = ["ctx_ver", "rft_val_fmt", "rft.type", "rft.title", "rft.publisher", "rft.date"];
const repeatableKeys = ["rft.creator", "rft_id"];

/**
 * Parses a ContextObject strictly by the standard: key=value pairs of known keys, percent-encoded in UTF-8.
 * @throws Error for anything else
 */
export function readCoins(text: string): Coins {
  const pairs = text.split("&").map((part) => {
    const [key = "", value = "", ...more] = part.split("=");
    if (more.length > 0 || !value || /[^\w.%+*~-]/.test(value))
      throw new Error(`${part} is not a key=value pair`);
    if (!singleKeys.includes(key) && !repeatableKeys.includes(key))
      throw new Error(`${key} is an unknown key`);
    return [key, decodeURIComponent(value.replaceAll("+", " "))] as const;
  });
  const all = (key: string) => pairs.flatMap(([name, value]) => (name === key ? [value] : []));
  const one = (key: string) => {
    const [value, ...more] = all(key);
    if (value === undefined || more.length > 0)
      throw new Error(`${key} is ${more.length ? "repeated" : "missing"}`);
    return value;
  };
  if (one("ctx_ver") !== "Z39.88-2004") throw new Error("The version is not the standard's.");
  if (one("rft_val_fmt") !== "info:ofi/fmt:kev:mtx:dc") throw new Error("The format is not Dublin Core.");
  const ids = all("rft_id");
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(one("rft.date"))) throw new Error("The date is not in ISO 8601.");
  return {
    type: one("rft.type"),
    title: one("rft.title"),
    creators: all("rft.creator"),
    date: one("rft.date"),
    doi: ids.find((id) => id.startsWith("info:doi/"))?.slice("info:doi/".length) ?? null,
    url: ids.find((id) => /^https?:\/\//.test(id)) ?? null,
  };
}
