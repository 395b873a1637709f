import type { Metadata } from "next";
import { DigestsView } from "@/components/admin/digests-view";
import { getConfig } from "@/lib/base/config";
import { listTroubled } from "@/lib/digests/admin";
import { countDigests, listFeedCounts } from "@/lib/digests/overview";
import { requireAdmin } from "@/lib/web/admin-page";

export const metadata: Metadata = { title: "Digests", robots: { index: false } };

export default async function AdminDigestsPage() {
  const viewer = await requireAdmin();
  const now = new Date();
  const [counts, feeds, troubled] = await Promise.all([
    countDigests(viewer, now),
    listFeedCounts(viewer, now),
    listTroubled(viewer),
  ]);
  const { MAIL_PER_SECOND: perSecond } = getConfig();
  return <DigestsView counts={counts} feeds={feeds} troubled={troubled} perSecond={perSecond} now={now} />;
}
