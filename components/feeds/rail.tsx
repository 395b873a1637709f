import type { ReactNode } from "react";
import { SubscribeBox } from "@/components/digests/subscribe-box";
import { dayWords } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import type { LatestDay } from "@/lib/feeds/around";
import type { RisingTopic } from "@/lib/feeds/topic-counts";
import { topicName } from "@/lib/papers/topics/topics";

type Props = {
  /** The address of the feed's page. */
  feed: string;
  signedIn: boolean;
  rising: RisingTopic[];
  latest: LatestDay;
  today: string;
  children?: ReactNode;
};

/** The column beside a feed: the given sections, the subscribe box, rising topics, and how many papers the day has. */
export function Rail({ feed, signedIn, rising, latest: { day, count }, today, children }: Props) {
  return (
    <aside className="rail">
      {children}
      <SubscribeBox feed={feed} signedIn={signedIn} />
      {rising.length > 0 && (
        <section>
          <h2>Rising topics</h2>
          <ul>
            {rising.map(({ topic, growth }) => (
              <li key={topic} className="flex justify-between gap-3 py-1">
                <a href={`/topics/${topic}`}>{topicName(topic)}</a>
                <span className="text-faint tabular-nums">+{Math.round(growth * 100)}%</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <p>
          {counted(count, "paper")} announced {day === today ? "today" : `on ${dayWords(day, today)}`}{" "}
          {count === 1 ? "is" : "are"} here.{" "}
          <a href="/about/ranking" className="link">
            How trending works
          </a>
        </p>
      </section>
    </aside>
  );
}
