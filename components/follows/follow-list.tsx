import { FollowLine } from "@/components/follows/follow-line";
import type { ListedFollow } from "@/lib/follows/follows";
import { type News, newsTotal } from "@/lib/follows/news";
import { followKinds } from "@/lib/follows/schema";

type Props = { follows: ListedFollow[]; news: Map<number, News> };

const nothing: News = { papers: 0, comments: 0, updates: 0 };

const headings = {
  topic: "Topics",
  author: "Authors",
  person: "People",
  paper: "Papers",
  search: "Searches",
  text: "Papers like a text",
} as const;

/** The list of follows by kind, in each kind the one with the most news first. */
export function FollowList({ follows, news }: Props) {
  const count = ({ id }: ListedFollow) => newsTotal(news.get(id) ?? nothing);
  return followKinds.map((kind) => {
    const some = follows.filter((one) => one.kind === kind).sort((a, b) => count(b) - count(a));
    if (some.length === 0) return null;
    return (
      <section key={kind} aria-labelledby={`kind-${kind}`} className="border-t border-line py-6">
        <h2 id={`kind-${kind}`} className="mb-2 text-[22px]">
          {headings[kind]}
        </h2>
        <ul>
          {some.map((row) => (
            <FollowLine key={row.id} row={row} news={news.get(row.id)} />
          ))}
        </ul>
      </section>
    );
  });
}
