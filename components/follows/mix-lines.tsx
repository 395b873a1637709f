import { mixWords, ownPath } from "@/lib/feeds/for-you/mix";
import type { NamedMix } from "@/lib/feeds/for-you/mixes";

/** A reader's saved mixes, each with its weights. Unlike follows, they have no news of their own. */
export function MixLines({ mixes }: { mixes: NamedMix[] }) {
  if (mixes.length === 0) return null;
  return (
    <section aria-labelledby="your-mixes" className="border-t border-line py-6">
      <h2 id="your-mixes" className="mb-2 text-[22px]">
        Your mixes
      </h2>
      <ul>
        {mixes.map(({ name, slug, weights, isDefault }) => (
          <li key={slug} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-[15px]">
            <a href={ownPath(slug)} className="min-w-0 flex-1 basis-60 wrap-anywhere">
              {name}
            </a>
            <span className="text-[13px] text-faint">
              {mixWords(weights)}
              {isDefault && " · your page begins with it"}
            </span>
            <a
              href={`/mixes#${encodeURIComponent(slug)}`}
              className="link text-[13px] text-soft"
              aria-label={`Change ${name}`}
            >
              Change
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
