import autocannon from "autocannon";
import { sessionToken } from "@/e2e/bench/sessions";
import { type Measured, summarise } from "@/e2e/bench/stats";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { type Crowd, type Pair, pairOf } from "@/e2e/bench/upvote-pairs";

/** What to send, and for how long. */
export type Job = {
  url: string;
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
  /** Sends upvotes by this crowd instead of GET requests. */
  upvotes?: Crowd;
};

const warmUpSeconds = 3;

const job: Job = JSON.parse(process.argv[2] ?? "{}");
const requests = [job.upvotes ? { setupRequest: upvoteBy(job.upvotes, job.url) } : {}];
// The sender warms up, too: before its code is compiled, it is slower than the server that it measures.
await send({ ...job, seconds: Math.min(warmUpSeconds, job.seconds) });
process.send?.(await send(job), () => process.disconnect());

async function send({ url, connections, seconds, headers = {} }: Job): Promise<Measured> {
  const times: number[] = [];
  let refused = 0;
  const started = performance.now();
  const errors = await new Promise<number>((resolve, reject) => {
    const options = { url, connections, duration: seconds, headers, requests };
    const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result.errors)));
    // The histogram of autocannon counts whole milliseconds, but a cached page takes less than one.
    run.on("response", (_client, status, _bytes, time) => {
      times.push(time);
      if (status >= 300) refused++;
    });
  });
  return summarise(times, (performance.now() - started) / 1000, refused + errors);
}

function upvoteBy(crowd: Crowd, url: string): (given: autocannon.Request) => autocannon.Request {
  let sent = 0;
  return (given) => ({ ...given, ...upvoteRequest(url, pairOf(crowd, sent++)) });
}

function upvoteRequest(url: string, { person, paper }: Pair): autocannon.Request {
  return {
    method: "PUT",
    path: `/api/v1/papers/${syntheticKey(paper)}/upvote`,
    headers: {
      cookie: `next-auth.session-token=${sessionToken(person)}`,
      origin: new URL(url).origin,
      "user-agent": "bench",
      "x-forwarded-for": `10.${(person >> 16) & 255}.${(person >> 8) & 255}.${person & 255}`,
    },
  };
}
