import { spawn } from "node:child_process";

/**
 * Starts the playground in a process of its own, as the product runs, and passes its address to the tests.
 * @returns a function that stops it; throws if the hub does not stop cleanly
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  // To save waiting while writing a journey, start the playground by hand and export what it prints.
  if (process.env.TEST_HUB) return undefined;
  const child = spawn(process.execPath, ["--import", "tsx", "e2e/support/playground.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: unknown) => {
      output += chunk;
      const line = /^ready (.*)$/m.exec(output)?.[1];
      if (line) resolve(line);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", read);
  });
  const line = await Promise.race([ready, ended]);
  if (typeof line !== "string") throw new Error(`The playground ended with ${line}:\n${output}`);
  // Playwright passes the environment to the processes that run the tests.
  Object.assign(process.env, JSON.parse(line));
  return async () => {
    child.kill("SIGTERM");
    if ((await ended) !== 0) throw new Error(`The playground did not end cleanly:\n${output}`);
  };
}
