import type { Metadata } from "next";
import { JobsView } from "@/components/admin/jobs-view";
import { requireAdmin } from "@/lib/web/admin-page";
import { getJobsPage } from "@/lib/web/pages/admin";

export const metadata: Metadata = { title: "Jobs", robots: { index: false } };

export default async function JobsPage() {
  const viewer = await requireAdmin();
  const now = new Date();
  return <JobsView page={await getJobsPage(viewer, now)} now={now} />;
}
