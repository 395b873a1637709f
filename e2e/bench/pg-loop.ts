import pg from "pg";
import { type Measured, summarise } from "@/e2e/bench/stats";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { type Crowd, pairOf } from "@/e2e/bench/upvote-pairs";
import { generalise, keysOf, type Statement } from "@/e2e/bench/upvote-statement";

type Run = { url: string; clients: number; seconds: number; statement: Statement; crowd: Crowd };

/** Measures the upvote's SQL statement in a loop over this many connections. It replaces pgbench where there is none. */
export async function runLoop({ url, clients, seconds, statement, crowd }: Run): Promise<Measured> {
  const { person, key } = keysOf(statement);
  const text = generalise(
    statement,
    new Map<string | number, string>([
      [person, "$1::int"],
      [key, "$2::text"],
    ]),
  );
  const times: number[] = [];
  let sent = 0;
  const open = await Promise.all(Array.from({ length: clients }, () => connect(url)));
  const until = performance.now() + seconds * 1000;
  const vote = async (client: pg.Client) => {
    do {
      const pair = pairOf(crowd, sent++);
      const started = performance.now();
      await client.query({ name: "upvote", text, values: [pair.person, syntheticKey(pair.paper)] });
      times.push(performance.now() - started);
    } while (performance.now() < until);
    await client.end();
  };
  await Promise.all(open.map(vote));
  return summarise(times, seconds);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
