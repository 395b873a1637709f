import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type RunningHub = {
  url: string;
  pid: number;
  /** Everything printed so far. */
  output: () => string;
  databaseUrl: () => string;
  /** The exit code once the hub has ended, for whatever reason; null after a signal. */
  ended: Promise<number | null>;
  /** Sends a signal and waits until the hub has ended. @returns the exit code, null after SIGKILL */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
};

type Settings = Record<string, string> & { PORT: string; QUIRE_DIR: string };

/** Empty values, which count as unset, so that no setting of the shell or a .env file reaches the hub under test. */
export const cleared: Record<string, string> = Object.fromEntries(
  `DATABASE_URL NEXTAUTH_SECRET SMTP_URL MAIL_EVENTS_TOKEN REDIS_URL GITHUB_ID GITHUB_SECRET GOOGLE_ID GOOGLE_SECRET ORCID_ID
  ORCID_SECRET OIDC_ISSUER OIDC_ID OIDC_SECRET HUB_NAME HUB_CURATORS HUB_TIME_ZONE TRUST_PROXY LISTEN PAGE_CACHE RATE_LIMITS
  STARTER LOG_LEVEL METRICS_ALLOW OUTGOING_ALLOW NODE_ENV FORCE_COLOR`
    .split(/\s+/)
    .map((name) => [name, ""]),
);

/**
 * Starts a whole hub by its real start program and waits until it prints that it is ready.
 * @param onOutput called with everything that the hub prints, as it comes
 * @throws Error with everything printed when it ends before that
 */
export async function startHub(
  settings: Settings,
  onOutput: (text: string) => void = () => undefined,
): Promise<RunningHub> {
  const url = settings.HUB_URL ?? `http://localhost:${settings.PORT}`;
  const { child, output, ended } = spawnHub({ HUB_URL: url, ...settings });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => onOutput(String(chunk)));
  const ready = new Promise<boolean>((resolve) => {
    child.stdout?.on("data", () => output().includes("Quire is ready at") && resolve(true));
  });
  const first = await Promise.race([ready, ended]);
  if (first !== true) throw new Error(`The hub ended with ${first} before it was ready:\n${output()}`);
  return {
    url,
    pid: child.pid ?? 0,
    output,
    databaseUrl: () => readFileSync(join(settings.QUIRE_DIR, "database-url"), "utf8"),
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts a hub that is expected to fail at start. @returns its exit code and everything it printed */
export async function startFailingHub(settings: Settings): Promise<{ code: number | null; output: string }> {
  const { output, ended } = spawnHub(settings);
  return { code: await ended, output: output() };
}

function spawnHub(settings: Settings) {
  const child: ChildProcess = spawn(process.execPath, ["lib/server/boot.mjs", "lib/server/start.ts"], {
    env: { ...process.env, ...cleared, ARXIV_PULL: "off", GITHUB_STARS: "off", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => chunks.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, output: () => chunks.join(""), ended };
}
