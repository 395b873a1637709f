import { getDb } from "@/lib/base/db";
import { exportSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { getProfile } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { exportReader } from "@/lib/privacy/export-reader";

// More than any person has; a bound all the same, so that one request cannot ask for the whole table.
const take = 100_000;

/**
 * Everything the hub keeps about the viewer, as one plain object ready to be written as JSON. Secrets that stand for
 * the person (session and provider tokens) are left out.
 * @throws AppError gone
 */
export async function exportAccount(viewer: Viewer, now = new Date()) {
  const profile = await getProfile(viewer);
  return {
    exportedAt: now,
    profile,
    accounts: await listAccounts(viewer.id),
    sessions: await listSessions(viewer.id),
    votes: await listVotes(viewer.id),
    saves: await listSaves(viewer.id),
    comments: await listComments(viewer.id),
    submissions: await listSubmissions(viewer.id),
    claims: await listClaims(viewer.id),
    tokens: await listTokens(viewer.id),
    webhooks: await listWebhooks(viewer.id),
    subscriptions: await exportSubscriptions(viewer.id, profile.email, take),
    ...(await exportReader(viewer.id, take)),
  };
}

const paper = { select: { key: true, title: true } };

function listAccounts(userId: number) {
  const select = { provider: true, providerAccountId: true, scope: true };
  return getDb().account.findMany({ where: { userId }, select, take });
}

function listSessions(userId: number) {
  const select = { userAgent: true, createdAt: true, lastSeenAt: true, expires: true };
  return getDb().session.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listVotes(userId: number) {
  const select = { paper, castAt: true, withdrawnAt: true, uncountedAt: true, uncountedReason: true };
  return getDb().vote.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listSaves(userId: number) {
  return getDb().save.findMany({
    where: { userId },
    select: { paper, savedAt: true },
    orderBy: { savedAt: "asc" },
    take,
  });
}

function listComments(userId: number) {
  const select = { id: true, paper, body: true, createdAt: true, deletedAt: true };
  return getDb().comment.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listSubmissions(submitterId: number) {
  const select = { key: true, title: true, status: true, submittedAt: true };
  return getDb().paper.findMany({ where: { submitterId }, select, orderBy: { id: "asc" }, take });
}

function listClaims(userId: number) {
  const select = { paper, authorName: true, status: true, createdAt: true, decidedAt: true };
  return getDb().claim.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listTokens(userId: number) {
  const select = {
    name: true,
    scope: true,
    ending: true,
    createdAt: true,
    expiresAt: true,
    lastUsedAt: true,
  };
  return getDb().apiToken.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listWebhooks(userId: number) {
  const select = { url: true, event: true, feed: true, createdAt: true, disabledAt: true, disabledBy: true };
  return getDb().webhook.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}
