import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { Prisma } from "@/lib/base/db";
import type { UserJson } from "@/lib/programs/huggingface/contract";
import { objectId } from "@/lib/programs/huggingface/object-ids";

/** A person as `personSql` reads them. */
export const personRow = z.object({
  id: z.number(),
  username: z.string(),
  name: z.string().nullable(),
  image: z.string().nullable(),
  role: z.enum(["member", "curator", "moderator", "admin"]),
  createdAt: z.coerce.date(),
});

export type PersonRow = z.infer<typeof personRow>;

/** The columns of a person, as one JSON value of a statement in which `users` is called `u`. */
export const personSql = Prisma.sql`jsonb_build_object('id', u.id, 'username', u.username, 'name', u.name,
  'image', u.image, 'role', u.role, 'createdAt', u.created_at)`;

/** A person as the contract shows them. */
export function toUserJson({ id, username, name, image, role, createdAt }: PersonRow): UserJson {
  return {
    ...shown(username, name ?? username),
    _id: objectId("person", id, createdAt),
    // The picture from the sign-in provider, or else the hub's own.
    avatarUrl: image && URL.canParse(image) && image.startsWith("https://") ? image : avatarUrl(username),
    isMod: role === "moderator" || role === "admin",
  };
}

// "hub" and "deleted" are reserved: nobody can choose them as a username.
/** The hub itself, as submitter of the papers that nobody submitted. */
export function hubJson(): UserJson {
  return shown(hubName, getConfig().HUB_NAME);
}

/** The username under which the hub itself is the submitter. */
export const hubName = "hub";

/** The author of a deleted comment, or a person who deleted their account. */
export function deletedJson(): UserJson {
  return shown("deleted", "deleted");
}

function shown(username: string, fullname: string): UserJson {
  return {
    _id: objectId("person", 0, new Date(0), username === hubName ? 1 : 0),
    avatarUrl: avatarUrl(username),
    fullname,
    isPro: false,
    type: "user",
    user: username,
    name: username,
    isHf: false,
    isHfAdmin: false,
    isMod: false,
    followerCount: 0,
    isUserFollowing: false,
  };
}

function avatarUrl(username: string): string {
  return `${getConfig().HUB_URL}/avatars/${username}.svg`;
}
