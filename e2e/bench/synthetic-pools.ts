import { seededRandom } from "@/lib/base/random";
import { authorSlug } from "@/lib/papers/author-slug";
import { listTopics } from "@/lib/papers/topics/topics";

const words =
  "model language vision data learning attention network token image training scale reasoning agent policy graph " +
  "diffusion sparse latent prompt retrieval memory planning reward sample bound kernel gradient robust efficient " +
  "dense causal temporal spatial multimodal generative supervised transfer alignment evaluation benchmark method " +
  "we show that results improve over strong baselines across tasks while using fewer parameters and less compute";

const commonTopics = [
  "cs.LG",
  "cs.CV",
  "cs.CL",
  "cs.AI",
  "cs.RO",
  "stat.ML",
  "cs.CR",
  "cs.HC",
  "eess.IV",
  "cs.IR",
];

/** The parts that papers are made of. */
export type Pools = {
  phrases: string[];
  passages: string[];
  topics: string[][];
  teams: { names: string[]; slugs: string[] }[];
};

/**
 * Parts from which synthetic papers are put together, the same every time. A title is three phrases (about 65 letters), an
 * abstract three passages (about 1,250 letters), and a team is a list of authors. A few topics have most of the papers.
 */
export function makePools({ phrases = 2000, passages = 3000, topics = 3000, teams = 30_000 } = {}): Pools {
  const next = seededRandom("pools");
  const vocabulary = words.split(" ");
  const prose = (count: number) => repeat(count, () => pick(vocabulary, next())).join(" ");
  const byShare = topicsByShare();
  return {
    phrases: repeat(phrases, () => prose(3)),
    passages: repeat(passages, () => `${prose(60)}.`),
    topics: repeat(topics, () => unique(repeat(count(next(), 4), () => pick(byShare, next() ** 4)))),
    teams: repeat(teams, () => team(unique(repeat(count(next(), 8), () => Math.floor(next() * teams))))),
  };
}

/** All topics in use, those with the most papers first. */
export function topicsByShare(): string[] {
  const all = listTopics().flatMap((group) => group.topics.map(({ id }) => id));
  return unique([...commonTopics, ...all]);
}

function team(numbers: number[]): Pools["teams"][number] {
  const names = numbers.map((number) => `Made Author ${String(number).padStart(5, "0")}`);
  return { names, slugs: names.map(authorSlug) };
}

function count(u: number, most: number): number {
  return 1 + Math.floor(u * most);
}

function pick<T>(list: T[], u: number): T {
  const item = list[Math.floor(u * list.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make);
}

function unique<T>(list: T[]): T[] {
  return [...new Set(list)];
}
