import type { Metadata } from "next";
import { AdminHub } from "@/components/admin/admin-hub";
import { requireAdmin } from "@/lib/web/admin-page";
import { getAdminPage } from "@/lib/web/pages/admin";

export const metadata: Metadata = { title: "Admin", robots: { index: false } };

export default async function AdminPage() {
  const viewer = await requireAdmin();
  return <AdminHub {...(await getAdminPage(viewer, new Date()))} />;
}
