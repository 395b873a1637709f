import type { Metadata } from "next";
import { AdminHub } from "@/components/admin/admin-hub";
import { checkQueue } from "@/lib/queue/health";
import { requireAdmin } from "@/lib/web/admin-page";

export const metadata: Metadata = { title: "Admin", robots: { index: false } };

export default async function AdminPage() {
  await requireAdmin();
  return <AdminHub troubles={(await checkQueue(new Date())).troubles} />;
}
