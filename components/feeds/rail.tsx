import type { ReactNode } from "react";
import { subscribe } from "@/app/actions/subscriptions";
import { ActionForm } from "@/components/action-form";
import type { RisingTopic } from "@/lib/feeds/topic-counts";
import { topicName } from "@/lib/topics/topics";

type Props = { rising: RisingTopic[]; count: number; words: string; children?: ReactNode };

/** What stands beside a feed: what is given, the invitation, rising topics, how complete the day is. */
export function Rail({ rising, count, words, children }: Props) {
  return (
    <aside className="rail">
      {children}
      <SubscribeBox />
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
          {count === 1 ? "1 paper" : `${count} papers`} announced {words} {count === 1 ? "is" : "are"} here.{" "}
          <a href="/about/ranking" className="link">
            How trending works
          </a>
        </p>
      </section>
    </aside>
  );
}

/** "Get trending papers in your email inbox". */
export function SubscribeBox() {
  return (
    <section>
      <h2>Get trending papers in your email inbox</h2>
      <p className="mb-3">Once a day, the papers worth your time. Nothing on days with nothing good.</p>
      <ActionForm action={subscribe} submit="Subscribe" wide>
        <input type="hidden" name="feed" value="/" />
        <input
          className="field mb-2"
          type="email"
          name="email"
          required
          maxLength={254}
          autoComplete="email"
          placeholder="you@university.edu"
          aria-label="E-mail address"
        />
      </ActionForm>
    </section>
  );
}
