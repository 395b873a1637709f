import { TitleText } from "@/components/ui/math-text";
import { counted } from "@/lib/base/text";
import type { Dot, PaperMap } from "@/lib/feeds/map/map";
import { topicName } from "@/lib/papers/topics/topics";

const maxListed = 100;
const feeds = { week: "/?window=week", month: "/?window=month", all: "/" } as const;

/** The map's papers as a list, the hottest first, for readers who cannot use the map. */
export function MapList({ dots, window }: { dots: Dot[]; window: PaperMap["window"] }) {
  return (
    <section aria-labelledby="as-a-list" className="mt-12 max-w-[760px]">
      <h2 id="as-a-list" className="mb-2 text-[22px]">
        The same papers as a list
      </h2>
      {dots.length === 0 && <p className="text-soft">None of this topic on this map.</p>}
      <ol className="list-none">
        {dots.slice(0, maxListed).map(({ key, title, topic, upvotes }) => (
          <li key={key} className="flex items-baseline justify-between gap-5 border-b border-line py-2.5">
            <a href={`/papers/${key}`} className="min-w-0 font-serif text-[16px] leading-snug">
              <TitleText text={title} />
            </a>
            <span className="shrink-0 text-[13px] text-faint tabular-nums">
              {topic && <span title={topicName(topic)}>{topic} · </span>}
              {counted(upvotes, "upvote")}
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-4 text-[14px]">
        <a href={feeds[window]} className="link">
          {dots.length > maxListed ? "All of them in the feed" : "Read them in the feed"}
        </a>
      </p>
    </section>
  );
}
