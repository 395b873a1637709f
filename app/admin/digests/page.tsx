import type { Metadata } from "next";
import { DigestsView } from "@/components/admin/digests-view";
import { getMailings } from "@/lib/digests/admin";
import { requireAdmin } from "@/lib/web/admin-page";

export const metadata: Metadata = { title: "Digests", robots: { index: false } };

export default async function AdminDigestsPage() {
  const viewer = await requireAdmin();
  const now = new Date();
  return <DigestsView {...(await getMailings(viewer, now))} now={now} />;
}
