import { randomBytes } from "node:crypto";
import { test as base, expect, type Page } from "@playwright/test";
import pg from "pg";

type Row = Record<string, unknown>;
type Person = { id: number; username: string; email: string };
type Login = { username?: string; role?: "member" | "curator" | "moderator" | "admin"; since?: string };

type Fixtures = {
  /** Runs SQL in the hub's database. */
  query: <T = Row>(sql: string, values?: unknown[]) => Promise<T[]>;
  /** Adds a person with a new session and signs the page in, without the sign-in pages. */
  login: (page: Page, given?: Login) => Promise<Person>;
  /** The browser's errors so far: console errors, violations of the content security policy, and uncaught exceptions. */
  browserErrors: string[];
};

export const test = base.extend<Fixtures, { pool: pg.Pool }>({
  pool: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, provide) => {
      const pool = new pg.Pool({ connectionString: process.env.TEST_DATABASE, max: 2 });
      await provide(pool);
      await pool.end();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ browserName: _ }, provide) => provide(process.env.TEST_HUB),
  query: async ({ pool }, provide) => {
    await provide(
      async <T>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as T[],
    );
  },
  login: async ({ query }, provide) => {
    await provide(async (page, given = {}) => {
      const person = await addPerson(query, given);
      const value = await addSession(query, person.id);
      await page.context().addCookies([{ name: sessionCookie, value, url: process.env.TEST_HUB ?? "" }]);
      return person;
    });
  },
  browserErrors: async ({ page }, provide) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await provide(errors);
  },
});

export { expect };

export const sessionCookie = "next-auth.session-token";

let count = 0;

/** Adds a person with a username that no other test uses; by default one who joined in 2025. */
export async function addPerson(
  query: Fixtures["query"],
  { username, role = "member", since = "2025-01-01" }: Login = {},
): Promise<Person> {
  const name = username ?? `reader-${process.pid}-${++count}`;
  const [person] = await query<Person>(
    `INSERT INTO users (username, email, email_verified, role, created_at) VALUES ($1, $2, now(), $3::"Role", $4)
     RETURNING id, username, email`,
    [name, `${name}@example.org`, role, since],
  );
  if (!person) throw new Error(`${name} could not be added`);
  return person;
}

/** Adds a session of a person. @returns the value of its cookie */
export async function addSession(query: Fixtures["query"], personId: number): Promise<string> {
  const token = randomBytes(32).toString("hex");
  await query(
    "INSERT INTO sessions (session_token, user_id, expires) VALUES ($1, $2, now() + interval '1 day')",
    [token, personId],
  );
  return token;
}
