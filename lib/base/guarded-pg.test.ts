import { afterAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { type RequestNotes, toAppError, withRequestNotes } from "@/lib/base/database-failure";
import { databaseUrl, getDb, openDb } from "@/lib/base/db";

withTestDb();

/** The backend of the connection that the pool uses next. */
async function nextPid(): Promise<number> {
  const [row] = await getDb().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return row?.pid ?? 0;
}

const away = { name: "DatabaseUnavailable", kind: "away" };

it("two transactions that wait for each other: one is given up, and its caller is told to try again", async () => {
  const [one, other] = await Promise.all([makePerson(), makePerson()]);
  let arrived = 0;
  let both: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    both = resolve;
  });
  const lock = (first: number, second: number) =>
    getDb().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${first} FOR UPDATE`;
      arrived += 1;
      if (arrived === 2) both();
      await ready;
      await tx.user.update({ where: { id: second }, data: { name: "Second" } });
    });
  const ends = await Promise.allSettled([lock(one.id, other.id), lock(other.id, one.id)]);
  const failed = ends.flatMap((end) => (end.status === "rejected" ? [toAppError(end.reason)] : []));
  expect(failed).toMatchObject([{ code: "unavailable", status: 503 }]);
});

describe("a connection that is lost", () => {
  it("during a read: the read is tried once more", async () => {
    const pid = await nextPid();
    const notes: RequestNotes = { failure: null };
    const rows = await withRequestNotes(
      notes,
      () =>
        getDb().$queryRaw`SELECT pg_backend_pid() = ${pid}::int AS first,
        CASE WHEN pg_backend_pid() = ${pid}::int THEN pg_terminate_backend(${pid}::int) END`,
    );
    expect(rows).toMatchObject([{ first: false }]);
    expect(notes.failure).toBeNull();
  });

  it("during a read that fails again: the failure is thrown and noted for the request", async () => {
    const notes: RequestNotes = { failure: null };
    const read = withRequestNotes(notes, async () => {
      await getDb().$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
    });
    await expect(read).rejects.toMatchObject(away);
    expect(notes.failure).toBe("away");
  });

  it("during a write: it is not carried out twice, whatever the statement looks like", async () => {
    const { id } = await makePerson();
    const before = await getDb().user.findUniqueOrThrow({ where: { id } });
    const pid = await nextPid();
    const insert = getDb().$queryRaw`
      WITH changed AS (UPDATE users SET name = coalesce(name, '') || '!' WHERE id = ${id} RETURNING name)
      SELECT name, CASE WHEN pg_backend_pid() = ${pid}::int THEN pg_terminate_backend(${pid}::int) END FROM changed`;
    await expect(insert).rejects.toMatchObject(away);
    const again = await nextPid();
    const draw = getDb().$queryRaw`SELECT nextval('users_id_seq'),
      CASE WHEN pg_backend_pid() = ${again}::int THEN pg_terminate_backend(${again}::int) END`;
    await expect(draw).rejects.toMatchObject(away);
    expect(await getDb().user.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  it("within a transaction: nothing of it is kept, and the next one works", async () => {
    const { id } = await makePerson();
    const change = getDb().$transaction(async (tx) => {
      await tx.user.update({ where: { id }, data: { name: "Half" } });
      await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
    });
    await expect(change).rejects.toMatchObject(away);
    await getDb().$transaction(async (tx) => {
      expect((await tx.user.findUniqueOrThrow({ where: { id } })).name).not.toBe("Half");
    });
  });
});

describe("cut backends under load", () => {
  it("cause no other failure than this one, and lose no change that was acknowledged", async () => {
    const { id } = await makePerson();
    const killer = openDb(databaseUrl());
    let acknowledged = 0;
    const work = async (n: number): Promise<unknown> => {
      if (n % 25 === 24)
        return killer.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 2`;
      if (n % 3) return getDb().user.findUniqueOrThrow({ where: { id } });
      await getDb().$executeRaw`INSERT INTO settings (key, value) VALUES (${`load-${n}`}, '1')`;
      acknowledged++;
    };
    const results = await Promise.allSettled(Array.from({ length: 300 }, (_, n) => work(n)));
    await killer.$disconnect();
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject(away);
    const [row] = await getDb().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM settings WHERE key LIKE 'load-%'`;
    expect(row?.count).toBeGreaterThanOrEqual(acknowledged);
  });
});

describe("a time limit", () => {
  const db = openDb(databaseUrl(), { connection: 10_000, statement: 200 });
  afterAll(() => db.$disconnect());
  const slow = { name: "DatabaseUnavailable", kind: "slow" };

  it("stops a statement that takes longer", async () => {
    await expect(db.$queryRaw`SELECT pg_sleep(60)`).rejects.toMatchObject(slow);
    expect(await db.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });
});
