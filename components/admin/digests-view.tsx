import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { counted } from "@/lib/base/text";
import type { DigestCounts, FeedCount, Mailings, TroubledDigest } from "@/lib/digests/admin";
import { periodName } from "@/lib/digests/period";
import { awayWords } from "@/lib/queue/span-words";
import { retryDigest, retryDigests, skipDigest } from "@/lib/web/actions/admin";

type Props = Mailings & { now: Date };

/** The admin page about digests: figures, failed and doubtful ones, and subscriptions by feed. */
export function DigestsView({ counts, feeds, troubled, perSecond, now }: Props) {
  const summary = troubled.length > 0 && `${counts.failed} failed, ${counts.doubtful} doubtful.`;
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/admin">Admin</a> · Only admins see this page
      </p>
      <h1 className="title">Digests</h1>
      <Figures counts={counts} perSecond={perSecond} now={now} />
      <Section
        id="troubled"
        title="Failed and doubtful"
        empty={!summary && "Every digest went out or was not due."}
      >
        <p className="text-soft">
          {summary} A doubtful one may have arrived: the mail server was lost while it took it.
        </p>
        <TroubledList digests={troubled} now={now} />
        {counts.failed > 1 && (
          <div className="mt-4">
            <ActionForm action={retryDigests} submit="Send again what failed in the last day" plain />
          </div>
        )}
      </Section>
      <Section id="feeds" title="Feeds" empty={feeds.length === 0 && "Nobody gets a feed by mail yet."}>
        <FeedTable feeds={feeds} />
      </Section>
    </main>
  );
}

function Figures({ counts, perSecond, now }: { counts: DigestCounts; perSecond: number; now: Date }) {
  const oldest = counts.oldestDueAt ? `, the first due ${awayWords(counts.oldestDueAt, now)}` : "";
  const figures = [
    ["Waiting", `${counted(counts.waiting, "digest")}${oldest}`],
    ["Sent", `${counts.sentHour} in the last hour, ${counts.sentDay} in a day, ${counts.sentWeek} in a week`],
    ["Not sent this week", `${counts.emptyWeek} with nothing good, ${counts.skippedWeek} skipped`],
    ["Addresses without mail", `${counts.stopped} bounced or complained`],
    ["Rate", `at most ${perSecond} a second from each worker`],
  ];
  return (
    <dl className="mb-7 grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
      {figures.map(([name, words]) => (
        <div key={name} className="contents">
          <dt className="text-faint">{name}</dt>
          <dd className="mb-2 text-soft tabular-nums sm:mb-0">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function FeedTable({ feeds }: { feeds: FeedCount[] }) {
  return (
    <ul>
      {feeds.map(({ feed, subscriptions, sentWeek }) => (
        <li
          key={feed}
          className="flex flex-wrap justify-between gap-x-5 border-b border-line py-2 last:border-0"
        >
          <a href={feed} className="min-w-0 break-words">
            {feed === "/" ? "Everyone’s trending page" : feed}
          </a>
          <span className="text-[13.5px] text-soft tabular-nums">
            {counted(subscriptions, "reader")}, {sentWeek} sent this week
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Failed and doubtful digests, each with buttons to send it again or to skip it. */
function TroubledList({ digests, now }: { digests: TroubledDigest[]; now: Date }) {
  return (
    <ul className="mt-2">
      {digests.map((digest) => (
        <li
          key={digest.id}
          className="flex flex-wrap items-baseline gap-x-5 gap-y-1 border-b border-line py-3 last:border-0"
        >
          <span className="min-w-0 grow basis-64">
            <span className="break-words">{digest.email}</span>
            <span className="hint block">
              {digest.state} · {digest.feed === "/" ? "everyone’s page" : digest.feed} ·{" "}
              {periodName(digest.period)} · due {awayWords(digest.dueAt, now)}
            </span>
            {digest.error && (
              <span className="block text-[13.5px] break-words text-soft">{digest.error}</span>
            )}
          </span>
          <DigestButtons id={digest.id} email={digest.email} />
        </li>
      ))}
    </ul>
  );
}

function DigestButtons({ id, email }: { id: number; email: string }) {
  return (
    <span className="flex gap-5">
      <ActionForm action={retryDigest} submit="Send again" label={`Send again to ${email}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
      <ActionForm action={skipDigest} submit="Skip" label={`Skip the digest to ${email}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </span>
  );
}
