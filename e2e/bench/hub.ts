import { type Program, startProgram } from "@/e2e/bench/programs";
import { rawGet } from "@/e2e/bench/raw-get";
import { freePort } from "@/lib/server/postgres";

export type Hub = Program & { url: string };

const settleMs = 6000;

/** Starts the hub's web server on a database, as `npm start` does, but with settings for the bench. */
export async function startHub(databaseUrl: string, settings: Record<string, string> = {}): Promise<Hub> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = await startProgram("lib/server/web.ts", {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    HUB_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: "a-secret-for-the-bench-which-protects-nothing",
    PORT: String(port),
    LOG_LEVEL: "error",
    ...settings,
  });
  await rawGet(url);
  // Next continues to load pages after it listens. Without this wait, the first measurement would include that.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  return { url, ...program };
}
