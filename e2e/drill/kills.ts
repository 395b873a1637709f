import type { DrillHub } from "@/e2e/drill/hub";
import { findPostmaster, killNow, listBackends, listProcesses, type Process } from "@/e2e/drill/processes";
import { until } from "@/e2e/drill/until";

/** What is killed, each with its name in the report. */
export const kinds = {
  backend: "a PostgreSQL backend",
  connection: "one connection, terminated",
  connections: "all connections, terminated",
  postmaster: "PostgreSQL's main process",
  web: "the web server",
  worker: "the worker",
  parent: "the start program",
  everything: "all processes at once",
} as const;

export type Kind = keyof typeof kinds;

/** A kill that is to come. After a hasty one the next follows in the middle of the recovery. */
export type Planned = { kind: Kind; hasty: boolean };

/** How many of ten kills are hasty. */
const hastyOfTen = 2;

/** Kinds after which somebody has to start the hub again, which nobody would do a second time before it has started. */
const endingKinds: Kind[] = ["parent", "everything"];

/** Plans kills in random order, each kind as often as the others. The last one is not hasty. */
export function planKills(count: number, random: () => number): Planned[] {
  const all = Object.keys(kinds) as Kind[];
  const rounds = Array.from({ length: Math.ceil(count / all.length) }, () => shuffle(all, random));
  return rounds
    .flat()
    .slice(0, count)
    .map((kind, i) => ({
      kind,
      hasty: random() * 10 < hastyOfTen && !endingKinds.includes(kind) && i < count - 1,
    }));
}

/** Whether a kill ends the start program, so that `npm start` has to be run again. */
export function endsTheHub(kind: Kind): boolean {
  return endingKinds.includes(kind);
}

/**
 * Kills one thing, waiting for it to exist if it is being started just now.
 * @throws Error if it does not appear
 */
export async function kill(kind: Kind, hub: DrillHub, random: () => number): Promise<void> {
  const strike = async () => {
    await hub.ensureRunning();
    if (kind === "connection" || kind === "connections") return terminate(kind, hub, random);
    const victims = findVictims(kind, hub, random);
    for (const victim of victims) killNow(victim);
    return victims.length > 0;
  };
  await until(strike, { failed: `There was nothing to kill of the kind "${kind}"` });
}

function findVictims(kind: Kind, { dir, pid }: DrillHub, random: () => number): Pick<Process, "pid">[] {
  if (kind === "parent") return [{ pid: pid() }];
  const processes = listProcesses(dir);
  if (kind === "everything") return [{ pid: pid() }, ...processes];
  const candidates = {
    backend: () => listBackends(processes),
    postmaster: () => [findPostmaster(processes)],
    web: () => [processes.find(({ command }) => command.includes("lib/server/web.ts"))],
    worker: () => [processes.find(({ command }) => command.includes("lib/worker/worker.ts"))],
  };
  const found = candidates[kind as keyof typeof candidates]().flatMap((one) => one ?? []);
  return found.length ? [pick(found, random)] : [];
}

/** Ends connections as an administrator would. A single one is the queue's as often as any other program's. */
async function terminate(kind: Kind, { query }: DrillHub, random: () => number): Promise<boolean> {
  const rows = await query<{ pid: number; program: string }>(`
    SELECT pid, CASE WHEN application_name LIKE 'quire-worker-%' THEN 'queue' ELSE '' END AS program
    FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid`);
  if (rows.length === 0) return false;
  const program = pick([...new Set(rows.map((row) => row.program))], random);
  const chosen =
    kind === "connections"
      ? rows
      : [
          pick(
            rows.filter((row) => row.program === program),
            random,
          ),
        ];
  await query("SELECT count(pg_terminate_backend(pid)) FROM unnest($1::int[]) pid", [
    chosen.map(({ pid }) => pid),
  ]);
  return true;
}

function shuffle<T>(list: T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** One of a list that is not empty. */
export function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}
