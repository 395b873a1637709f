import { withQuery } from "@/lib/base/with-query";
import type { Example } from "@/lib/search/query-examples";

/** The query syntax by examples, each a link to its results. */
export function HowToType({ examples }: { examples: Example[] }) {
  return (
    <dl className="grid gap-y-2.5 text-[14px]">
      {examples.map(({ q, meaning }) => (
        <div key={meaning}>
          <dt>
            <a
              href={withQuery("/search", { q })}
              className="rounded bg-accent-soft px-1.5 py-0.5 text-[13px] text-ink [overflow-wrap:anywhere]"
            >
              {q}
            </a>
          </dt>
          <dd className="mt-1 text-soft">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
