import { checkpoint } from "@/e2e/bench/databases";
import { type Line, names } from "@/e2e/bench/figures";
import { startHub } from "@/e2e/bench/hub";
import type { Options } from "@/e2e/bench/options";
import { runLoop } from "@/e2e/bench/pg-loop";
import { runPgbench } from "@/e2e/bench/pgbench";
import { runLoad } from "@/e2e/bench/run-load";
import { addSignedIn } from "@/e2e/bench/sessions";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { type Crowd, pairOf } from "@/e2e/bench/upvote-pairs";
import { recordUpvote } from "@/e2e/bench/upvote-statement";

const people = 5000;

/** Measures the upvote's SQL statement alone, then upvotes over HTTP with rate limits on and off. No vote is repeated. */
export async function measureUpvotes(url: string, papers: number, options: Options): Promise<Line[]> {
  const statement = await measureStatement(url, await newCrowd(url, papers), options);
  const limited = await overHttp(url, await newCrowd(url, papers), options, "on");
  const unlimited = await overHttp(url, await newCrowd(url, papers), options, "off");
  return [statement, limited, unlimited];
}

async function newCrowd(url: string, papers: number): Promise<Crowd> {
  return { firstPerson: await addSignedIn(url, people), people, papers };
}

async function measureStatement(url: string, crowd: Crowd, options: Options): Promise<Line> {
  const { person, paper } = pairOf(crowd, 0);
  const statement = await recordUpvote(url, person, syntheticKey(paper));
  await checkpoint(url);
  const { seconds, connections: clients } = options;
  const run = { url, clients, seconds, statement, crowd };
  const bench = await runPgbench(run);
  const how = bench ? "pgbench, prepared" : "a loop over pg connections, because pgbench is not installed";
  console.log(`  (e) ${names.database}: by ${how}`);
  return { part: "e", name: names.database, ...(bench ?? (await runLoop(run))) };
}

async function overHttp(url: string, crowd: Crowd, options: Options, limits: "on" | "off"): Promise<Line> {
  // Each person votes from another address, because the rate limit of one address is far lower.
  const hub = await startHub(url, { RATE_LIMITS: limits, TRUST_PROXY: "on" });
  try {
    await checkpoint(url);
    const { connections, seconds } = options;
    const name = limits === "on" ? names.upvotes : names.upvotesUnlimited;
    return await runLoad("e", name, { url: hub.url, connections, seconds, upvotes: crowd });
  } finally {
    await hub.stop();
  }
}
