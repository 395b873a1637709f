import { type Program, startProgram } from "@/e2e/bench/programs";
import { freePort } from "@/lib/server/postgres";

export type Hub = Program & { url: string };

/** Starts the hub's web server on a database, as `npm start` would, with a few settings changed. */
export async function startHub(databaseUrl: string, settings: Record<string, string> = {}): Promise<Hub> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = await startProgram("lib/server/web.ts", {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    HUB_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: "made-up-secret-of-the-bench-which-guards-nothing",
    PORT: String(port),
    LOG_LEVEL: "error",
    ...settings,
  });
  return { url, ...program };
}
