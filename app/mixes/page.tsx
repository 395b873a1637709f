import type { Metadata } from "next";
import { MixesView } from "@/components/mixer/mixes-view";
import { getConfig } from "@/lib/base/config";
import { listMixes } from "@/lib/feeds/for-you/mixes";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Your mixes", robots: { index: false } };

export default async function MixesPage() {
  const viewer = await requireViewer("/mixes");
  return <MixesView mixes={await listMixes(viewer)} hubUrl={getConfig().HUB_URL} />;
}
