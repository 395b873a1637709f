import { type FilterName, filterNames, searchAddress } from "@/components/search/search-address";
import { shortDay } from "@/lib/base/date-words";
import { topicName } from "@/lib/papers/topics/topics";
import type { Asked } from "@/lib/search/asked";

/** The filters that narrow a search, each a link to the same search without it. */
export function FilterChips({ asked }: { asked: Asked }) {
  const active = filterNames.filter((name) => asked[name] !== undefined);
  return active.map((name) => (
    <a key={name} href={searchAddress(asked, { [name]: undefined })} className="chip">
      <span className="sr-only">Remove the filter </span>
      {filterWords(name, asked)}
      <span aria-hidden className="text-faint">
        ×
      </span>
    </a>
  ));
}

/** A filter in a few words: "in Robotics", "since 1 Mar 2026", "with code". */
export function filterWords(name: FilterName, { topic, year, from, until, upvotes }: Asked): string {
  if (name === "topic") return `in ${topicName(topic ?? "")}`;
  if (name === "year") return `of ${year}`;
  if (name === "from") return `since ${shortDay(from ?? "")}`;
  if (name === "until") return `until ${shortDay(until ?? "")}`;
  if (name === "code") return "with code";
  return upvotes === 1 ? "at least 1 upvote" : `at least ${upvotes} upvotes`;
}
