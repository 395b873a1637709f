import { type Figures, names } from "@/e2e/bench/figures";

/** A target, the measured value, and whether it is met; `met` is null where nothing was measured. */
export type Target = { name: string; promised: string; measured: string; met: boolean | null };

const trending = "trending, page 1";
const ownPage = "own page, page 1";
const scriptLimit = 100_000;

/** Compares every target with the figures of one run. */
export function targetsOf(figures: Figures): Target[] {
  const rate = (name: string) => figures.lines.find((line) => line.name === name)?.perSecond;
  const p50 = (name: string) => figures.lines.find((line) => line.name === name)?.p50;
  const reach = (name: string, of: string, least: number, words: string) =>
    ratio(words, rate(name), rate(of), (x) => x >= least, `at least ${least}`);
  return [
    reach(names.outBrotli, names.bareBrotli, 0.5, "signed-out trending ÷ bare server, in Brotli"),
    ratio(
      "empty Next page ÷ signed-in trending",
      rate(names.empty),
      rate(names.signedIn),
      (x) => x <= 1.3,
      "at most 1.3",
    ),
    ratio(
      "own page ÷ everyone's signed-in trending page, p50",
      p50(names.own),
      p50(names.signedIn),
      (x) => x <= 2,
      "at most 2",
    ),
    growth(figures, trending, "trending's query"),
    growth(figures, ownPage, "the own page's queries"),
    reach(names.upvotes, names.database, 0.6, "upvotes, limits on ÷ their statement alone"),
    reach(names.upvotesUnlimited, names.database, 0.6, "upvotes, limits off ÷ their statement alone"),
    ...figures.scripts.filter(({ name }) => name.startsWith("trending")).map(scriptTarget),
  ];
}

/** The targets as rows of a table. */
export function targetRows(targets: Target[]): string[][] {
  return targets.map(({ name, promised, measured, met }) => [
    name,
    promised,
    measured,
    met === null ? "not measured" : met ? "met" : "MISSED",
  ]);
}

function growth({ queries }: Figures, query: string, name: string): Target {
  const [first, last] = [queries[0], queries.at(-1)];
  const span = first && last && first !== last;
  const sizes = span
    ? `${last.papers.toLocaleString("en")} ÷ ${first.papers.toLocaleString("en")}`
    : "largest ÷ smallest";
  return ratio(
    `${name}, p50, ${sizes} papers`,
    span ? last.times[query]?.p50 : undefined,
    first?.times[query]?.p50,
    (x) => x <= 1.5,
    "at most 1.5",
  );
}

function scriptTarget({ name, gzip, brotli }: Figures["scripts"][number]): Target {
  return {
    name: `scripts of the ${name}, gzip`,
    promised: "under 100 kB",
    measured: `${(gzip / 1000).toFixed(1)} kB (Brotli ${(brotli / 1000).toFixed(1)})`,
    met: gzip < scriptLimit,
  };
}

function ratio(
  name: string,
  value: number | undefined,
  of: number | undefined,
  good: (ratio: number) => boolean,
  promised: string,
): Target {
  if (!value || !of) return { name, promised, measured: "", met: null };
  return { name, promised, measured: (value / of).toFixed(2), met: good(value / of) };
}
