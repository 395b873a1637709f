"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { KeepMix } from "@/components/mixer/keep-mix";
import { MixSlider } from "@/components/mixer/mix-slider";
import {
  exactMixAddress,
  isPlain,
  isSameMix,
  type Mix,
  type MixPart,
  mixParts,
  plainMix,
} from "@/lib/feeds/for-you/mix";

type Props = {
  /** What the list shows. */
  mix: Mix;
  /** The page's path, and the mix that it shows without a query. */
  path: string;
  base: Mix;
  /** The saved mix that the page is about. */
  saved: { name: string; slug: string } | null;
};

// Wait this long after a move, so that one drag sends one request and still feels immediate.
const quietMs = 180;

/** A slider for each part of the page; the list updates as they move. Without scripts it is a form with a button. */
export function Mixer({ mix: shown, path, base, saved }: Props) {
  const [mix, setMix] = useState(shown);
  const [pending, startTransition] = useTransition();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const router = useRouter();

  function show(next: Mix) {
    setMix(next);
    clearTimeout(waiting.current);
    const address = isSameMix(next, base) ? path : exactMixAddress(next, path);
    const go = () => startTransition(() => router.replace(address, { scroll: false }));
    waiting.current = setTimeout(go, quietMs);
  }
  const weigh = (part: MixPart, weight: number) => show({ ...mix, [part]: weight });

  return (
    <>
      <form action={path} data-mixing={pending || undefined}>
        {mixParts.map((part) => (
          <MixSlider key={part} part={part} weight={mix[part]} onWeigh={weigh} />
        ))}
        <noscript>
          <button type="submit" className="btn mt-3 w-full">
            Show this mix
          </button>
        </noscript>
        {!isPlain(mix) && (
          <a
            href={exactMixAddress(plainMix, path)}
            className="link mt-2 inline-block"
            onClick={(event) => {
              event.preventDefault();
              show(plainMix);
            }}
          >
            Reset the sliders
          </a>
        )}
        <span role="status" className="sr-only">
          {pending ? "The list is being mixed." : ""}
        </span>
      </form>
      <KeepMix mix={mix} saved={saved} changed={!isSameMix(mix, base)} />
    </>
  );
}
