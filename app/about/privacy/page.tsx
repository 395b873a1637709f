import type { Metadata } from "next";
import { KeptList } from "@/components/layout/kept-list";
import { getConfig } from "@/lib/base/config";
import { kept } from "@/lib/privacy/kept";

export const metadata: Metadata = { title: "Privacy", alternates: { canonical: "/about/privacy" } };

export default function PrivacyPage() {
  const { HUB_NAME, BACKUP_DIR, EMBEDDING_URL } = getConfig();
  return (
    <main id="main" className="narrow">
      <h1 className="title">What {HUB_NAME} keeps about you</h1>
      <KeptList
        kept={kept}
        backups={BACKUP_DIR !== undefined}
        embeddingServer={EMBEDDING_URL !== undefined}
      />
    </main>
  );
}
