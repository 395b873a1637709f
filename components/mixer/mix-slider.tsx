import { type MixPart, maxWeight, sliderWords } from "@/lib/feeds/for-you/mix";
import { weightWords } from "@/lib/feeds/for-you/weight-words";

type Props = { part: MixPart; weight: number };

/** The slider for one part of the page, with what the part does and its weight in words. */
export function MixSlider({ part, weight }: Props) {
  const id = `mix-${part}`;
  const { name, does } = sliderWords[part];
  return (
    <div className="pt-2.5">
      <p className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-ink">
          {name}
        </label>
        <output htmlFor={id} className={weight === 1 ? "text-faint" : "text-accent"}>
          {weightWords(weight)}
        </output>
      </p>
      <input
        id={id}
        className="slider"
        type="range"
        name={part}
        min={0}
        max={maxWeight}
        step={0.25}
        defaultValue={weight}
        aria-valuetext={weightWords(weight)}
        aria-describedby={`${id}-does`}
      />
      <p id={`${id}-does`} className="text-[12.5px] leading-4 text-faint">
        {does}
      </p>
    </div>
  );
}
