import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSessionPerson, type SessionPerson, sessionCookies } from "@/lib/people/account/sessions";
import type { Viewer } from "@/lib/people/viewer";
import { signInPath, welcomePath } from "@/lib/web/next-path";

/** The signed-in person with a username, or null. Repeated calls within a request read the session once. */
export async function getViewer(): Promise<Viewer | null> {
  return toViewer(await getPerson());
}

/** The number of unread notifications of the signed-in person, up to 100; read together with the session. */
export async function getUnread(): Promise<number> {
  return (await getPerson())?.unread ?? 0;
}

/** The signed-in person who has not chosen a username yet, or null. */
export async function getPendingPerson(): Promise<SessionPerson | null> {
  const person = await getPerson();
  return person && person.username === null ? person : null;
}

/**
 * The viewer, for a page that needs one; anybody else is redirected to sign in or to choose a username.
 * @param next the path to come back to
 */
export async function requireViewer(next: string): Promise<Viewer> {
  const person = await getPerson();
  if (!person) redirect(signInPath(next));
  return toViewer(person) ?? redirect(welcomePath(next));
}

/** The session token this request carries, or null. */
export async function getSessionToken(): Promise<string | null> {
  const jar = await cookies();
  for (const name of sessionCookies) {
    const value = jar.get(name)?.value;
    // PostgreSQL refuses NUL, which no session token contains.
    if (value && !value.includes("\0")) return value;
  }
  return null;
}

const getPerson = cache(async (): Promise<SessionPerson | null> => {
  const token = await getSessionToken();
  if (!token) return null;
  return findSessionPerson(token, {
    userAgent: (await headers()).get("user-agent"),
  });
});

function toViewer(person: SessionPerson | null): Viewer | null {
  if (!person?.username) return null;
  const { unread: _, ...viewer } = person;
  return { ...viewer, username: person.username };
}
