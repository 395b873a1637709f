import { Mixer } from "@/components/mixer/mixer";
import { Fold } from "@/components/ui/fold";
import { ownPath, plainMix } from "@/lib/feeds/for-you/mix";
import type { NamedMix } from "@/lib/feeds/for-you/mixes";
import type { OwnPage } from "@/lib/feeds/for-you/own-page";

type Props = { own: OwnPage; mixes: NamedMix[] };

/** The mixer of the reader's own page: beside the list on wide screens, folded above it on narrow ones. */
export function MixerBox({ own: { mix, path, saved }, mixes }: Props) {
  const named = saved && { name: saved.name, slug: saved.slug };
  return (
    <section id="mix" className="mixer" aria-labelledby="mixer-title">
      <Fold className="filters">
        <summary className="text-[14px] text-soft">
          {saved ? `Mix: ${saved.name}` : "Mix it yourself"}
        </summary>
      </Fold>
      <div className="mixer-parts">
        <h2 id="mixer-title">{saved ? saved.name : "Your mix"}</h2>
        <p className="text-[13px] text-faint">How much each part weighs. The list follows.</p>
        <Mixer mix={mix} path={path} base={saved?.weights ?? plainMix} saved={named} />
        {mixes.length > 0 && <Saved mixes={mixes} current={saved?.slug} />}
      </div>
    </section>
  );
}

function Saved({ mixes, current }: { mixes: NamedMix[]; current: string | undefined }) {
  return (
    <nav aria-label="Your mixes" className="mt-4">
      <ul className="flex flex-wrap gap-2">
        {mixes.map(({ name, slug }) => (
          <li key={slug}>
            <a href={ownPath(slug)} className="chip" aria-current={slug === current ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <a href="/mixes" className="link mt-3 inline-block">
        Their feeds, and the one to begin with
      </a>
    </nav>
  );
}
