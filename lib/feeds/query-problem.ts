import { z } from "zod";
import { firstYear, lastYear, parseDay } from "@/lib/base/time";
import { orders, type PageQuery, windows } from "@/lib/feeds/feed";
import { mapWindows } from "@/lib/feeds/map/windows";
import { sorts } from "@/lib/search/request";
import { searchFields } from "@/lib/search/search-params";

/** What a parameter may be, and the same in words that follow "must be". */
type Rule = { schema: z.ZodType; words: string };

const dayWords = `a day such as 2026-03-12, from ${firstYear} to ${lastYear}`;
const topic: Rule = { schema: searchFields.topic, words: "one of arXiv's categories, such as cs.CL" };
const window = oneOf(windows);
const order = oneOf(orders);

/** The parameters of each kind of page that choose papers. Cursors (`after`) are not among them: an unknown one starts at the top. */
const pages: [RegExp, Record<string, Rule>][] = [
  [
    /^\/(?:trending)?$/,
    { window, at: { schema: z.string().refine((text) => parseDay(text) !== null), words: dayWords } },
  ],
  [/^\/topics\/[^/]+$/, { order, window }],
  [/^\/(authors|organizations)\/[^/]+$/, { order }],
  [/^\/map$/, { window: oneOf(mapWindows), topic }],
  [
    /^\/search$/,
    {
      topic,
      year: { schema: searchFields.year, words: `a year from ${firstYear} to ${lastYear}` },
      from: { schema: searchFields.from, words: dayWords },
      until: { schema: searchFields.until, words: dayWords },
      code: { schema: searchFields.code, words: "1, or absent" },
      upvotes: { schema: searchFields.upvotes, words: "a whole number from 1 to 1,000,000" },
      sort: oneOf(sorts),
      verbatim: { schema: searchFields.verbatim, words: "1, or absent" },
    },
  ],
];

/**
 * What is wrong with the query of a page's address, in one sentence that names the parameter: a list of another day, or in
 * another order, than the one asked for would be a wrong answer. Empty parameters, as forms send them, count as absent.
 * @param path of the page
 * @returns null if every parameter that the page knows can be understood
 */
export function queryProblem(path: string, query: PageQuery): string | null {
  const rules = pages.find(([pattern]) => pattern.test(path))?.[1] ?? {};
  for (const [name, { schema, words }] of Object.entries(rules)) {
    const values = [query[name]].flat().filter((value) => value?.trim());
    if (!values.every((value) => schema.safeParse(value).success))
      return `The parameter “${name}” must be ${words}.`;
  }
  return null;
}

function oneOf(names: readonly string[]): Rule {
  const words = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
  return { schema: z.enum(names), words };
}
