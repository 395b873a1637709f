import { seededRandom } from "@/lib/base/random";

type Text = { title: string; abstract: string };

/**
 * Queries as readers type them, without duplicates: in turn two, three and five words of a title, and eight of an abstract.
 * @param papers the papers that the words come from
 */
export function makeQueries(papers: Text[], count: number): string[] {
  const next = seededRandom("queries");
  const made = new Set<string>();
  for (let i = 0; made.size < count && i < count * 20; i++) {
    const { title, abstract } = papers[Math.floor(next() * papers.length)] ?? { title: "", abstract: "" };
    const kind = kinds[i % kinds.length] ?? kinds[0];
    made.add(cut(kind.from === "title" ? title : abstract, kind.words, next()));
  }
  return [...made];
}

const kinds = [
  { from: "title", words: 2 },
  { from: "title", words: 3 },
  { from: "title", words: 5 },
  { from: "abstract", words: 8 },
] as const;

function cut(text: string, length: number, u: number): string {
  const words = text.match(/\p{L}[\p{L}\p{N}-]+/gu) ?? [];
  const start = Math.floor(u * Math.max(1, words.length - length + 1));
  return words.slice(start, start + length).join(" ");
}

const common =
  "learning model models data network neural language image training method approach results using based deep task " +
  "performance show novel propose framework methods large paper tasks different study work problem time high";

/** Queries that may be expensive: the commonest words, every operator and filter, and unusual characters. */
export const expensiveQueries = [
  "learning",
  "model learning data network",
  common,
  "the of and in to",
  "we",
  "a",
  "e",
  "1",
  '"deep learning"',
  '"of the"',
  '"neural network" "language model" "deep learning"',
  '"we propose a novel"',
  "-learning",
  "model -learning",
  "learning -model -data -network",
  "-a -b -c -d -e -f -g -h",
  "au:wang",
  "au:zhang au:li",
  "ti:learning",
  "abs:model",
  "ti:learning abs:model au:wang",
  "abs:learning -abs:deep",
  "cat:cs model",
  "cat:cs",
  "cat:cs.LG learning",
  "year:2025",
  "year:1900-2100 learning",
  "year:2025 model -data",
  "",
  "😀",
  "😀😀😀 model",
  "'; DROP TABLE papers; --",
  ".*+?^$()|[]{}\\",
  "(((((((((",
  '"""""""',
  "%00%ff",
  "\u0000\ud800",
  "x".repeat(250),
  "model ".repeat(60),
  "a ".repeat(125),
  "é".repeat(300),
  `e${"\u0301".repeat(10_000)}`,
  "au:",
  'ti:"',
  "-",
  "--",
  "cat:nothing.XX model",
  "year:99999",
  "modle lerning netwrok",
  "Wei Wang",
  "2503.11677",
].map((q) => ({ q, more: {} }));

const filters: Record<string, string>[] = [
  { topic: "cs.LG" },
  { topic: "math.LO" },
  { year: "2025" },
  { from: "2025-01-01", until: "2025-01-02" },
  { code: "1" },
  { upvotes: "1" },
  { upvotes: "100" },
  { upvotes: "100000" },
  { sort: "newest" },
  { sort: "top" },
  { sort: "trending", topic: "cs.LG", upvotes: "5" },
];

/** The same common words under each filter and sort. */
export const expensiveFilters = ["learning model", "learning -model", ""].flatMap((q) =>
  filters.map((more) => ({ q, more })),
);
