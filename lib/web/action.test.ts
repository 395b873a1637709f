import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { formAction } from "@/lib/web/action";

const request = vi.hoisted(() => ({ headers: new Headers(), token: "" }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => (name === "next-auth.session-token" ? { value: request.token } : undefined),
  }),
}));

withTestDb();

const schema = z.object({
  title: z.string().min(3, { error: "Write three letters at least." }),
});
const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

async function signIn(username: string | null): Promise<number> {
  const person = await makePerson();
  await getDb().user.update({ where: { id: person.id }, data: { username } });
  request.token = `token-${person.id}`;
  await getDb().session.create({
    data: {
      sessionToken: request.token,
      userId: person.id,
      expires: new Date("2999-01-01T00:00:00Z"),
    },
  });
  return person.id;
}

beforeEach(() => {
  request.headers = new Headers({
    host: "localhost:3000",
    origin: "http://localhost:3000",
  });
  request.token = "";
});

describe("a form's action", () => {
  it("runs for the viewer with the parsed fields", async () => {
    const id = await signIn("ada");
    const action = formAction(schema, {}, (viewer, { title }) => ({
      done: `${viewer.id} ${title}`,
    }));
    expect(await action(null, form({ title: "Sums" }))).toEqual({
      done: `${id} Sums`,
    });
  });

  it("is refused if it is too large, before it is parsed, and is not sent back", async () => {
    await signIn("lise");
    const parse = vi.fn();
    const watched = z.object({ title: z.string().transform(parse) });
    const large = form({ title: "a".repeat(150_001) });
    expect(await formAction(watched, {}, () => null)(null, large)).toEqual({
      error: "This form takes at most 150,000 characters: send less.",
    });
    expect(parse).not.toHaveBeenCalled();
    expect(await formAction(watched, { longest: 200_000 }, () => null)(null, large)).toBeNull();
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it("says which fields are wrong and keeps what was typed", async () => {
    await signIn("grace");
    const run = vi.fn();
    const state = await formAction(schema, {}, run)(null, form({ title: "ab", $ACTION_ID: "x" }));
    expect(state).toEqual({
      fields: { title: "Write three letters at least." },
      values: { title: "ab" },
    });
    expect(run).not.toHaveBeenCalled();
  });

  it("turns an expected failure into its sentence", async () => {
    await signIn("emmy");
    const action = formAction(schema, {}, () => {
      throw new AppError("conflict", "That name is taken.");
    });
    expect(await action(null, form({ title: "Sums" }))).toEqual({
      error: "That name is taken.",
      values: { title: "Sums" },
    });
  });

  it("rethrows an unexpected failure", async () => {
    await signIn("sofia");
    const action = formAction(schema, {}, () => Promise.reject(new Error("broken")));
    await expect(action(null, form({ title: "Sums" }))).rejects.toThrow("broken");
  });

  it("sends a signed-out person to sign in and back, without running", async () => {
    const run = vi.fn();
    const action = formAction(schema, {}, run);
    request.headers.set("referer", "http://localhost:3000/papers/2603.00001?x=1");
    await expect(action(null, form({ title: "Sums" }))).rejects.toMatchObject({
      digest: expect.stringContaining("/sign-in?next=%2Fpapers%2F2603.00001%3Fx%3D1"),
    });
    await expect(action(null, form({ title: "Sums", next: "/submit" }))).rejects.toMatchObject({
      digest: expect.stringContaining("/sign-in?next=%2Fsubmit"),
    });
    expect(run).not.toHaveBeenCalled();
  });

  it("sends a person without a username to choose one", async () => {
    await signIn(null);
    await expect(
      formAction(schema, {}, vi.fn())(null, form({ title: "Sums", next: "/submit" })),
    ).rejects.toMatchObject({
      digest: expect.stringContaining("/welcome?next=%2Fsubmit"),
    });
  });

  it("admits everybody if signed-out people are allowed", async () => {
    const action = formAction(schema, { signedOut: true, limit: "sign-in" }, (viewer) => ({
      done: String(viewer),
    }));
    expect(await action(null, form({ title: "Sums" }))).toEqual({
      done: "null",
    });
  });

  it("refuses another site's form", async () => {
    await signIn("mary");
    request.headers.set("origin", "https://evil.example");
    const state = await formAction(schema, {}, vi.fn())(null, form({ title: "Sums" }));
    expect(state?.error).toMatch(/another site/);
  });
});
