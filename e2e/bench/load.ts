import autocannon from "autocannon";
import { madeKey } from "@/e2e/bench/made-sql";
import { sessionToken } from "@/e2e/bench/sessions";
import { type Measured, summarise } from "@/e2e/bench/stats";
import { type Crowd, pairOf } from "@/e2e/bench/upvote-pairs";

export type Job = {
  url: string;
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
  /** Sends upvotes of this crowd in place of GET requests, from its `start`-th on. */
  upvotes?: Crowd & { start: number };
};

/** What a run gave, and how many requests were sent. */
export type Load = Measured & { sent: number };

const job: Job = JSON.parse(process.argv[2] ?? "{}");
process.send?.(await measure(job), () => process.disconnect());

async function measure({ url, connections, seconds, headers = {}, upvotes }: Job): Promise<Load> {
  const times: number[] = [];
  let sent = 0;
  let failed = 0;
  const vote = (given: autocannon.Request) => ({
    ...given,
    ...(upvotes && upvoteRequest(url, upvotes, sent++)),
  });
  const requests = [upvotes ? { setupRequest: vote } : {}];
  const started = performance.now();
  const errors = await new Promise<number>((resolve, reject) => {
    const options = { url, connections, duration: seconds, headers, requests };
    const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result.errors)));
    // Its own histogram counts whole milliseconds, and a cached page takes less than one.
    run.on("response", (_client, status, _bytes, time) => {
      times.push(time);
      if (status >= 300) failed++;
    });
  });
  return { ...summarise(times, (performance.now() - started) / 1000, failed + errors), sent };
}

function upvoteRequest(url: string, crowd: Crowd & { start: number }, n: number): autocannon.Request {
  const { person, paper } = pairOf(crowd, crowd.start + n);
  return {
    method: "PUT",
    path: `/api/v1/papers/${madeKey(paper)}/upvote`,
    headers: {
      cookie: `next-auth.session-token=${sessionToken(person)}`,
      origin: new URL(url).origin,
      "user-agent": "bench",
      "x-forwarded-for": `10.${(person >> 16) & 255}.${(person >> 8) & 255}.${person & 255}`,
    },
  };
}
