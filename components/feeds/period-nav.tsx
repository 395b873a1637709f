import { Fold } from "@/components/ui/fold";

type Side = { href: string; label: string } | null;
type Props = { previous: Side; next: Side; words: string; day: string };

/** Links to the period before and after, and a picker for any day. */
export function PeriodNav({ previous, next, words, day }: Props) {
  return (
    <div className="flex items-center gap-1 text-ink max-[719px]:order-first max-[719px]:w-full max-[719px]:justify-between min-[720px]:ml-auto">
      <Arrow side={previous} sign="‹" />
      <Fold className="menu">
        <summary className="px-1.5 py-0.5" title="Choose a day">
          {words}
        </summary>
        <form action="/date" className="flex gap-2 text-[14px]">
          <input type="date" name="day" defaultValue={day} aria-label="Day" required className="field w-40" />
          <button type="submit" className="btn !w-auto">
            Go
          </button>
        </form>
      </Fold>
      <Arrow side={next} sign="›" />
    </div>
  );
}

function Arrow({ side, sign }: { side: Side; sign: string }) {
  if (!side)
    return (
      <span className="px-2 text-line" aria-hidden>
        {sign}
      </span>
    );
  return (
    <a href={side.href} aria-label={side.label} className="px-2 py-0.5 text-faint">
      {sign}
    </a>
  );
}
