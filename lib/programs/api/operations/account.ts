import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { endAllSessions, endSession, listSessions } from "@/lib/people/account/sessions";
import { changeProfile, getProfile } from "@/lib/people/people";
import { profileSchema } from "@/lib/people/schema";
import { deleteAccount } from "@/lib/privacy/delete-account";
import { exportAccount } from "@/lib/privacy/export-account";
import { idParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { profileJson, sessionJson, toProfileJson, toSessionJson } from "@/lib/programs/api/people-json";

const tag = "Your account";

const getMe = operation(
  {
    id: "getMe",
    method: "GET",
    path: "/me",
    tag,
    summary: "Read your own account",
    description: "What everybody sees of you, with your address and time zone.",
    access: "person",
    answer: profileJson,
    example: {},
  },
  async ({ viewer }) => toProfileJson(await getProfile(viewer)),
);

const profileChange = z
  .strictObject({
    name: profileSchema.shape.name.optional().describe("As you sign papers; may be empty."),
    bio: profileSchema.shape.bio.optional(),
    links: profileSchema.shape.links.optional().describe("At most five."),
    timeZone: profileSchema.shape.timeZone
      .optional()
      .describe("Such as `Europe/Paris`; empty for the hub's own."),
  })
  .meta({ id: "ProfileChange", description: "What is left out stays as it is." });

const patchMe = operation(
  {
    id: "changeMe",
    method: "PATCH",
    path: "/me",
    tag,
    summary: "Change what you say about yourself",
    description: "Fields that are left out stay as they are. A banned account can change its time zone only.",
    access: "person",
    body: profileChange,
    answer: profileJson,
    purges: true,
    example: { body: { bio: "I read about compilers." } },
  },
  async ({ viewer, body }) => {
    const { name, bio, links, timeZone } = await getProfile(viewer);
    await changeProfile(viewer, { name: name ?? "", bio, links, timeZone, ...given(body) });
    return toProfileJson(await getProfile(viewer));
  },
);

const deleteMe = operation(
  {
    id: "deleteMe",
    sensitive: true,
    method: "DELETE",
    path: "/me",
    tag,
    summary: "Delete your account",
    description:
      "At once and for good, with your tokens and sessions. Your upvotes leave the counts, your comments lose their words, and papers you submitted stay without your name. Of a banned account the ban stays, with hashes of what you signed in with.",
    access: "person",
    query: z.strictObject({
      confirmation: z.string().trim().toLowerCase().describe("Your username, so that it is no accident."),
    }),
    errors: ["conflict"],
    purges: true,
    example: { query: { confirmation: "your-username" } },
  },
  async ({ viewer, query, now }) => {
    if (query.confirmation !== viewer.username)
      throw new AppError("invalid", `Give your username, ${viewer.username}, to delete the account.`);
    await deleteAccount(viewer, now);
  },
);

const exportMe = operation(
  {
    id: "exportMe",
    method: "GET",
    path: "/me/export",
    tag,
    summary: "Take your data with you",
    description:
      "Everything the hub keeps about you: profile, upvotes, comments, submissions, claims, sessions.",
    access: "person",
    answer: z.record(z.string(), z.unknown()).meta({ id: "Export", description: "As it is kept." }),
    limit: "write",
    example: {},
  },
  // Written and parsed as JSON, so that dates are texts as in every other answer.
  async ({ viewer, now }) => JSON.parse(JSON.stringify(await exportAccount(viewer, now))),
);

const listMySessions = operation(
  {
    id: "listSessions",
    method: "GET",
    path: "/me/sessions",
    tag,
    summary: "List where you are signed in",
    description: "The browser used last comes first; at most 100.",
    access: "person",
    answer: z.object({ items: z.array(sessionJson) }).meta({ id: "SessionList" }),
    example: {},
  },
  async ({ viewer, now }) => ({ items: (await listSessions(viewer, { now })).map(toSessionJson) }),
);

const endOne = operation(
  {
    id: "endSession",
    method: "DELETE",
    path: "/me/sessions/{id}",
    tag,
    summary: "Sign one browser out",
    description: "The browser is signed out at once.",
    access: "person",
    params: idParams,
    errors: ["not-found"],
    example: { params: { id: "{session}" } },
  },
  ({ viewer, params }) => endSession(viewer, params.id),
);

const endAll = operation(
  {
    id: "endAllSessions",
    method: "DELETE",
    path: "/me/sessions",
    tag,
    summary: "Sign out everywhere",
    description: "In every browser; tokens go on.",
    access: "person",
    example: {},
  },
  async ({ viewer }) => void (await endAllSessions(viewer)),
);

/** Operations on the caller's own account and sessions. */
export const accountOperations: Operation[] = [
  getMe,
  patchMe,
  deleteMe,
  exportMe,
  listMySessions,
  endOne,
  endAll,
];

/** A body without its undefined fields, which would overwrite the values that are kept. */
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
