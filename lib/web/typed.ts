import { cookies } from "next/headers";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";

const cookie = "quire-typed";
const typedSchema = z.object({ by: z.number(), form: z.string(), values: z.record(z.string(), z.string()) });

// A cookie has at most 4 kB with its name and options, and its value is percent-encoded.
const maxLength = 2500;

/**
 * Keeps what the viewer typed into a form in their browser for an hour, while they sign in again. Texts that are too long
 * for a cookie are not kept.
 * @param form a name of the form
 */
export async function keepTyped(
  viewer: Viewer,
  form: string,
  values: Record<string, string | string[]>,
): Promise<void> {
  const texts = Object.entries(values).filter(([, value]) => typeof value === "string");
  const value = JSON.stringify({ by: viewer.id, form, values: Object.fromEntries(texts) });
  if (encodeURIComponent(value).length > maxLength) return;
  const secure = getConfig().HUB_URL.startsWith("https:");
  (await cookies()).set({
    name: cookie,
    value,
    maxAge: 3600,
    httpOnly: true,
    path: "/",
    sameSite: "lax",
    secure,
  });
}

/** What the viewer typed into this form before they signed in again; empty if nothing was kept. */
export async function readTyped(viewer: Viewer, form: string): Promise<Record<string, string>> {
  const typed = await findTyped();
  return typed?.by === viewer.id && typed.form === form ? typed.values : {};
}

/** Forgets what was typed, once the form is sent. */
export async function forgetTyped(): Promise<void> {
  if (await findTyped()) (await cookies()).delete(cookie);
}

async function findTyped(): Promise<z.output<typeof typedSchema> | undefined> {
  return typedSchema.safeParse(parsed((await cookies()).get(cookie)?.value ?? "")).data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
