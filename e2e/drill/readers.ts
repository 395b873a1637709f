import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Client } from "@/e2e/drill/client";
import type { Account, Paper, World } from "@/e2e/drill/fill";
import { pick } from "@/e2e/drill/kills";
import { seededRandom } from "@/lib/base/random";
import { votesPerHour } from "@/lib/papers/upvotes";

/** What the hub has acknowledged. */
export type Ledger = {
  /** For each reader and paper, as `voteKey` names the pair, whether the reader's upvote stands. */
  votes: Map<string, boolean>;
  /** The ids of comments. */
  comments: Set<number>;
};

type Counts = {
  upvotes: number;
  takenBack: number;
  comments: number;
  /** Calls without an answer, so that the reader could not know what became of them, and calls while the hub was away. */
  failed: number;
};

export type Readers = {
  ledger: Ledger;
  counts: Counts;
  faults: string[];
  /** Whether every reader has had an answer to a change that they sent after this moment (of `performance.now()`). */
  areServedSince: (moment: number) => boolean;
  /** Lets every reader finish what they are doing. */
  stop: () => Promise<void>;
};

/** Names the pair of a reader and a paper. */
export const voteKey = (reader: number, paper: number) => `${reader} ${paper}`;

/** Further votes within the hour would be stored but not counted. */
const votesPerAccount = votesPerHour - 5;

/** How long a reader waits before they try again, and at most between two acts, in milliseconds. */
const retryMs = 100;
const thinkMs = 250;

const voteAnswer = z.object({ upvoted: z.boolean() });
const commentAnswer = z.object({ id: z.int() });

type Reader = { accounts: Account[]; random: () => number; servedSince: number };

/** Starts readers who upvote papers, take upvotes back and comment, all at the same time, until they are stopped. */
export function startReaders(
  world: World,
  client: Client,
  options: { readers: number; seed: string },
): Readers {
  const ledger: Ledger = { votes: new Map(), comments: new Set() };
  const counts: Counts = { upvotes: 0, takenBack: 0, comments: 0, failed: 0 };
  const faults: string[] = [];
  let stopping = false;
  const readers: Reader[] = Array.from({ length: options.readers }, (_, i) => ({
    accounts: world.accounts.filter((_, n) => n % options.readers === i),
    random: seededRandom(`${options.seed} reader ${i}`),
    servedSince: Number.NEGATIVE_INFINITY,
  }));
  const scene = { papers: world.papers, client, ledger, counts, faults };
  const done = readers.map(async (reader) => {
    // A person votes at most so often within the hour; the reader then goes on as another person.
    for (let turn = 0; !stopping; turn++)
      for (let acts = 0; acts < votesPerAccount && !stopping; acts++) {
        await act(scene, reader, reader.accounts[turn % reader.accounts.length] as Account);
        await pause(reader.random() * thinkMs);
      }
  });
  return {
    ledger,
    counts,
    faults,
    areServedSince: (moment) => readers.every(({ servedSince }) => servedSince > moment),
    stop: async () => {
      stopping = true;
      await Promise.all(done);
    },
  };
}

type Scene = { papers: Paper[]; client: Client; ledger: Ledger; counts: Counts; faults: string[] };

/** Upvotes a paper, repeats an upvote, takes one back, takes back what does not stand, or comments. */
async function act(scene: Scene, reader: Reader, account: Account): Promise<void> {
  const { random } = reader;
  const paper = pick(scene.papers, random);
  const dice = random();
  if (dice < 0.01) return comment(scene, reader, { account, paper });
  const standing = scene.papers.filter(({ id }) => scene.ledger.votes.get(voteKey(account.id, id)));
  if (dice < 0.35 && standing.length)
    return vote(scene, reader, { account, paper: pick(standing, random), up: false });
  if (dice < 0.4 && standing.length)
    return vote(scene, reader, { account, paper: pick(standing, random), up: true });
  return vote(scene, reader, { account, paper, up: dice < 0.95 });
}

type Vote = { account: Account; paper: Paper; up: boolean };

/** Sends a vote. If the answer is lost, the reader sends it again or looks what became of it, until they know. */
async function vote(scene: Scene, reader: Reader, { account, paper, up }: Vote): Promise<void> {
  const { client, ledger, counts, faults } = scene;
  const path = `/papers/${paper.key}`;
  const { token } = account;
  const change = { method: up ? "PUT" : "DELETE", path: `${path}/upvote`, token } as const;
  for (let looks = false; ; looks = reader.random() < 0.5) {
    const sentAt = performance.now();
    const answer = await client.call(looks ? { method: "GET", path, token } : change, voteAnswer);
    if (answer) {
      const { upvoted } = answer;
      ledger.votes.set(voteKey(account.id, paper.id), upvoted);
      if (looks) return;
      if (upvoted !== up) faults.push(`${change.method} ${change.path} answered that upvoted is ${upvoted}.`);
      counts[up ? "upvotes" : "takenBack"] += 1;
      reader.servedSince = sentAt;
      return;
    }
    counts.failed += 1;
    await pause(retryMs);
  }
}

/** Sends a comment, again and again until the hub acknowledges it. */
async function comment(scene: Scene, reader: Reader, { account, paper }: Omit<Vote, "up">): Promise<void> {
  const { client, ledger, counts } = scene;
  const body = { body: `A remark of the drill, number ${Math.floor(reader.random() * 1e9)}.` };
  const call = { method: "POST", path: `/papers/${paper.key}/comments`, token: account.token, body } as const;
  for (;;) {
    const answer = await client.call(call, commentAnswer);
    if (answer) {
      ledger.comments.add(answer.id);
      counts.comments += 1;
      return;
    }
    counts.failed += 1;
    await pause(retryMs);
  }
}
