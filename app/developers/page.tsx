import type { Metadata } from "next";
import { DevelopersView } from "@/components/developers/developers-view";
import { getDevelopersPage } from "@/lib/web/pages/developers";

export const metadata: Metadata = { title: "For developers", alternates: { canonical: "/developers" } };

export default async function DevelopersPage() {
  return <DevelopersView {...(await getDevelopersPage())} />;
}
