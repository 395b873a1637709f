import type { Metadata } from "next";
import { ArchiveList } from "@/components/digests/archive-list";
import { dueWords } from "@/components/digests/schedule-words";
import { SubscribeBox } from "@/components/digests/subscribe-box";
import { getArchive } from "@/lib/digests/archive";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Digests", alternates: { canonical: "/digests" } };

export default async function DigestsPage() {
  const [viewer, { days, weeks, next }] = await Promise.all([getViewer(), getArchive(new Date())]);
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">what everyone’s mails choose from</p>
        <h1 className="title">Digests</h1>
        <p className="prose-narrow">
          Each morning the papers worth a mail, none of them twice in a month, and each week the best of its
          days.
        </p>
        <ArchiveList title="Days" digests={days} next={dueWords(next.daily, next.timeZone)} />
        <ArchiveList title="Weeks" digests={weeks} next={dueWords(next.weekly, next.timeZone)} />
      </main>
      <aside className="rail">
        <SubscribeBox feed="/" signedIn={viewer !== null} />
      </aside>
    </div>
  );
}
