import { getDb } from "@/lib/base/db";
import * as community from "@/lib/community/personal-data";
import { exportSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import * as feeds from "@/lib/feeds/personal-data";
import * as follows from "@/lib/follows/personal-data";
import { findMailStop } from "@/lib/mail/bounces";
import * as papers from "@/lib/papers/personal-data";
import * as people from "@/lib/people/personal-data";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Everything that the hub stores about the viewer, as a plain object to be written as JSON. Credentials (session, API and
 * provider tokens) are left out.
 * @throws AppError gone
 */
export async function exportAccount(viewer: Viewer, now = new Date()) {
  const person = await people.exportPerson(viewer);
  return {
    exportedAt: now,
    ...person,
    ...(await papers.exportPerson(viewer.id)),
    ...(await community.exportPerson(viewer.id)),
    mailStop: await findMailStop(person.profile.email),
    subscriptions: await exportSubscriptions(viewer.id, person.profile.email, people.maxExported),
    ...(await feeds.exportPerson(viewer.id)),
    ...(await follows.exportPerson(viewer.id)),
    webhooks: await listWebhooks(viewer.id),
  };
}

// Read here, because this area cannot import the programs area, whose API deletes and exports accounts.
function listWebhooks(userId: number) {
  const select = { url: true, event: true, feed: true, createdAt: true, disabledAt: true, disabledBy: true };
  const orderBy = { id: "asc" } as const;
  return getDb().webhook.findMany({ where: { userId }, select, orderBy, take: people.maxExported });
}
