import { getConfig, isOpenToOthers } from "@/lib/base/config";
import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { todaysZoneName } from "@/lib/base/time-zones";
import { barred, isBarred } from "@/lib/people/account/bans";
import type { SessionPerson } from "@/lib/people/account/sessions";
import { assertMayPublish, canAdminister } from "@/lib/people/policy";
import type { ProfileInput } from "@/lib/people/schema";
import { foldUsername, suggestUsername, usernameCandidates, usernameProblem } from "@/lib/people/username";
import type { Viewer } from "@/lib/people/viewer";
import type { User } from "@/prisma/generated/client";
import type { PersonKind, Role } from "@/prisma/generated/enums";

// Everything that gives or takes the admin role holds this advisory lock, so that two people cannot both become the first admin or both step down as the last.
const adminLock = 7_310_001;

/** The public part of a profile. */
export type Person = {
  id: number;
  username: string;
  name: string | null;
  bio: string;
  links: string[];
  role: Role;
  kind: PersonKind;
  banned: boolean;
  createdAt: Date;
};

/** A complete profile, as only its owner sees it. */
export type Profile = Person & { email: string | null; timeZone: string | null };

/**
 * Adds a person who signs in for the first time, without a username. An email address given here counts as verified.
 * @throws AppError forbidden when a ban rests on the address
 */
export async function addPerson({ email, name }: Pick<User, "email" | "name">): Promise<User> {
  if (email && (await isBarred([{ email }]))) throw barred();
  return getDb().user.create({ data: { email, name, emailVerified: email ? new Date() : null } });
}

/**
 * Gives a username to a person who has just signed up. On a hub that only its own machine can reach, the first real person
 * becomes its admin; elsewhere a link does that (see admin-link.ts). Choosing the same name again changes nothing.
 * @param isHere whether the person sits at the hub's own machine. Others reach a hub with default settings through a proxy
 * that its settings do not name, or a page under another name that leads to this machine; they never become admin by being first
 * @throws AppError forbidden for banned accounts; unprocessable when the name is not well formed; conflict when it is taken (the message suggests free
 * names) or when the person already has another one
 */
export async function chooseUsername(person: SessionPerson, given: string, isHere = true): Promise<Viewer> {
  assertMayPublish(person);
  const username = foldUsername(given);
  const problem = usernameProblem(username);
  if (problem) throw new AppError("unprocessable", problem);
  try {
    const user = await getDb().$transaction((tx) => takeUsername(tx, person.id, { username, isHere }));
    return { ...person, username, role: user.role };
  } catch (reason) {
    if (isUniqueViolation(reason)) throw new AppError("conflict", await takenSentence(username));
    throw reason;
  }
}

/** A free username to suggest to a person without one, derived from their name or address; "" when none is found. */
export async function suggestFor(person: SessionPerson): Promise<string> {
  const user = await getDb().user.findUnique({
    where: { id: person.id },
    select: { name: true, email: true },
  });
  const name = suggestUsername(user?.name ?? "") || suggestUsername(user?.email ?? "");
  return name ? ((await freeOf([name, ...usernameCandidates(name)]))[0] ?? "") : "";
}

/** The public profile of the person with this username, or null. */
export async function findPerson(username: string): Promise<Person | null> {
  const user = await getDb().user.findUnique({ where: { username: foldUsername(username) } });
  return user && toPerson(user);
}

/** The viewer's own profile. @throws AppError gone when the account was deleted meanwhile */
export async function getProfile(viewer: Viewer): Promise<Profile> {
  const user = await getDb().user.findUnique({ where: { id: viewer.id } });
  const person = user && toPerson(user);
  if (!person) throw new AppError("gone", "This account does not exist any more.");
  return { ...person, email: user.email, timeZone: user.timeZone && todaysZoneName(user.timeZone) };
}

/**
 * Saves the viewer's profile. A banned account can change its time zone, which nobody else sees, and nothing else.
 * @throws AppError gone when the account was deleted meanwhile; forbidden
 */
export async function changeProfile(viewer: Viewer, profile: ProfileInput): Promise<void> {
  const { name, bio, links, timeZone } = profile;
  const data = { name: name || null, bio, links, timeZone };
  if (!isSamePublicly(await getProfile(viewer), data)) assertMayPublish(viewer);
  const { count } = await getDb().user.updateMany({ where: { id: viewer.id }, data });
  if (!count) throw new AppError("gone", "This account does not exist any more.");
}

/**
 * Gives somebody a role; only admins may.
 * @throws AppError forbidden; not-found; conflict when the hub would be left without an admin
 */
export async function giveRole(viewer: Viewer, username: string, role: Role): Promise<void> {
  if (!canAdminister(viewer)) throw new AppError("forbidden", "Only an admin gives roles.");
  await getDb().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { username: foldUsername(username) } });
    if (!user) throw new AppError("not-found", "There is nobody of that name here.");
    if (user.role === "admin" && role !== "admin") await assertOtherAdmin(tx, user.id);
    await tx.user.update({ where: { id: user.id }, data: { role } });
  });
}

/**
 * Ensures that there is another admin besides this person, and that it stays so until the transaction ends.
 * @throws AppError conflict when there is none
 */
export async function assertOtherAdmin(tx: Tx, id: number): Promise<void> {
  await lockAdmins(tx);
  const others = await tx.user.count({ where: { role: "admin", bannedAt: null, id: { not: id } } });
  if (!others) throw new AppError("conflict", "This is the hub's only admin: make somebody else one first.");
}

async function takeUsername(
  tx: Tx,
  id: number,
  { username, isHere }: { username: string; isHere: boolean },
): Promise<{ role: Role }> {
  await lockAdmins(tx);
  const user = await tx.user.findUnique({ where: { id }, select: { username: true, role: true } });
  if (!user) throw new AppError("gone", "This account does not exist any more.");
  if (user.username === username) return user;
  if (user.username !== null)
    throw new AppError("conflict", `You have a username already: ${user.username}.`);
  const others = await tx.user.count({ where: { kind: "person", username: { not: null } } });
  const isFirst = others === 0 && !isOpenToOthers(getConfig());
  if (isFirst && !isHere)
    getLog().warn(
      "the first person signed in from elsewhere and is no admin: restart the hub for a link that makes one",
    );
  const role = isFirst && isHere ? "admin" : user.role;
  return tx.user.update({ where: { id }, data: { username, role }, select: { role: true } });
}

function isSamePublicly(before: Profile, after: Pick<Profile, "name" | "bio" | "links">): boolean {
  const seen = ({ name, bio, links }: typeof after) => JSON.stringify([name, bio, links]);
  return seen(before) === seen(after);
}

/** Until the transaction ends, nobody else gives or takes the admin role. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${adminLock})`;
}

async function takenSentence(username: string): Promise<string> {
  const free = await freeOf(usernameCandidates(username));
  const ideas = free.slice(0, 3).join(", ");
  return `Somebody has the name ${username} already${ideas ? `. Free are: ${ideas}` : ""}.`;
}

async function freeOf(candidates: string[]): Promise<string[]> {
  const taken = await getDb().user.findMany({
    where: { username: { in: candidates } },
    select: { username: true },
  });
  return candidates.filter((candidate) => !taken.some((user) => user.username === candidate));
}

function isUniqueViolation(reason: unknown): boolean {
  return reason instanceof Prisma.PrismaClientKnownRequestError && reason.code === "P2002";
}

function toPerson(user: Prisma.UserGetPayload<object>): Person | null {
  if (user.username === null) return null;
  const { id, username, name, bio, links, role, kind, createdAt } = user;
  return { id, username, name, bio, links, role, kind, banned: user.bannedAt !== null, createdAt };
}
