import { KeepMix } from "@/components/mixer/keep-mix";
import { MixSlider } from "@/components/mixer/mix-slider";
import { exactMixAddress, isPlain, isSameMix, type Mix, mixParts, plainMix } from "@/lib/feeds/for-you/mix";

type Props = {
  /** What the list shows. */
  mix: Mix;
  /** The page's path, and the mix that it shows without a query. */
  path: string;
  base: Mix;
  /** The saved mix that the page is about. */
  saved: { name: string; slug: string } | null;
};

/** A slider for each part of the page; the list updates as they move. Without scripts it is a form with a button. */
export function Mixer({ mix, path, base, saved }: Props) {
  return (
    <>
      <form action={path} data-mix={exactMixAddress(base, path)}>
        {mixParts.map((part) => (
          <MixSlider key={part} part={part} weight={mix[part]} />
        ))}
        <noscript>
          <button type="submit" className="btn mt-3 w-full">
            Show this mix
          </button>
        </noscript>
        {!isPlain(mix) && (
          <a
            href={isSameMix(plainMix, base) ? path : exactMixAddress(plainMix, path)}
            className="link mt-2 inline-block"
          >
            Reset the sliders
          </a>
        )}
        <span role="status" className="sr-only" />
      </form>
      <KeepMix mix={mix} saved={saved} changed={!isSameMix(mix, base)} />
    </>
  );
}
