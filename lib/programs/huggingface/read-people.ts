import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { listedSql } from "@/lib/papers/conditions";
import { findOwnToken } from "@/lib/people/account/tokens";
import { foldUsername } from "@/lib/people/username";
import type { Viewer } from "@/lib/people/viewer";
import type { OverviewJson, WhoamiJson } from "@/lib/programs/huggingface/contract";
import {
  hubJson,
  hubName,
  type PersonRow,
  personRow,
  personSql,
  toUserJson,
} from "@/lib/programs/huggingface/people";

type Counts = { details: string; comments: number; papers: number; upvotes: number };
type Row = Counts & { person: PersonRow };

const nothing: Counts = { details: "", comments: 0, papers: 0, upvotes: 0 };

/**
 * A person, with what they did in numbers, as `GET /api/users/{name}/overview` gives it; the submitter of papers that nobody
 * submitted is the hub. One statement.
 * @throws AppError not-found
 */
export async function getOverview(name: string): Promise<OverviewJson> {
  const username = foldUsername(name);
  if (username === hubName) return toOverviewJson(hubJson(), new Date(0), nothing);
  const [row] = await getDb().$queryRaw<Row[]>`
    SELECT ${personSql} AS person, u.bio AS details,
      (SELECT count(*)::int FROM comments c JOIN papers p ON p.id = c.paper_id
        WHERE c.user_id = u.id AND c.deleted_at IS NULL AND ${listedSql}) AS comments,
      (SELECT count(*)::int FROM claims c JOIN papers p ON p.id = c.paper_id
        WHERE c.user_id = u.id AND c.status = 'verified' AND ${listedSql}) AS papers,
      (SELECT coalesce(sum(p.upvotes), 0)::int FROM papers p WHERE p.submitter_id = u.id AND ${listedSql}) AS upvotes
    FROM users u WHERE u.username = ${username}`;
  if (!row) throw new AppError("not-found", "There is nobody of that name here.");
  const person = personRow.parse(row.person);
  return toOverviewJson(toUserJson(person), person.createdAt, row);
}

function toOverviewJson(user: OverviewUser, createdAt: Date, counts: Counts): OverviewJson {
  return {
    ...user,
    details: counts.details,
    createdAt: createdAt.toISOString(),
    isFollowing: false,
    numModels: 0,
    numDatasets: 0,
    numSpaces: 0,
    numLikes: 0,
    numFollowers: 0,
    numFollowing: 0,
    numDiscussions: counts.comments,
    numPapers: counts.papers,
    numUpvotes: counts.upvotes,
    orgs: [],
  };
}

type OverviewUser = ReturnType<typeof toUserJson>;

/**
 * The viewer, and the token with which they call, as `GET /api/whoami-v2` gives it: clients ask it to check a token.
 * @param token null for a session
 * @throws AppError gone when the account was deleted meanwhile
 */
export async function whoAmI(viewer: Viewer, token: string | null): Promise<WhoamiJson> {
  const [row, [found]] = await Promise.all([
    token === null ? null : findOwnToken(viewer, token),
    getDb().$queryRaw<{ person: PersonRow; email: string | null }[]>`
      SELECT ${personSql} AS person, u.email FROM users u WHERE u.id = ${viewer.id} AND u.username IS NOT NULL`,
  ]);
  if (!found) throw new AppError("gone", "This account does not exist any more.");
  const { _id, name, fullname, avatarUrl } = toUserJson(personRow.parse(found.person));
  const expiresAt = row?.expiresAt?.toISOString();
  const accessToken = row && {
    displayName: row.name,
    role: row.scope,
    createdAt: row.createdAt.toISOString(),
  };
  return {
    type: "user",
    id: _id,
    name,
    fullname,
    email: found.email,
    emailVerified: found.email !== null,
    avatarUrl,
    isPro: false,
    canPay: false,
    periodEnd: null,
    orgs: [],
    auth: accessToken ? { type: "access_token", accessToken, expiresAt } : { type: "session" },
  };
}
