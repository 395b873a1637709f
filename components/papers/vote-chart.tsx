import { shortDay, spanWords } from "@/lib/base/date-words";
import { addDays } from "@/lib/base/time";

type Props = { votes: { day: string; votes: number }[]; from: string; until: string };

const [width, height] = [268, 64];

/** Upvotes by day since the paper was announced, as a bar chart. */
export function VoteChart({ votes, from, until }: Props) {
  if (votes.length === 0) return <p className="text-faint">No upvotes yet.</p>;
  const bars = byDay(votes, from, until);
  const top = Math.max(...bars.map((bar) => bar.votes), 1);
  const step = Math.min(width / bars.length, 30);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Upvotes by day, at most ${top} a day`}
        className="w-full"
      >
        <path d={`M0 ${height - 0.5}H${width}`} className="stroke-line" />
        {bars.map(({ day, votes: count }, i) => (
          <rect
            key={day}
            x={i * step + step * 0.1}
            width={Math.max(Math.min(step * 0.8, 24), 1)}
            y={height - (count / top) * (height - 4)}
            height={(count / top) * (height - 4)}
            rx={1}
            className="fill-accent"
          >
            <title>{`${shortDay(day)}: ${count}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="mt-1 text-[12px] text-faint">
        upvotes by day, {spanWords(bars[0]?.day ?? from, bars.at(-1)?.day ?? from)}
      </figcaption>
    </figure>
  );
}

/** Every day from the announcement (or the first vote) to the last vote, at least one week up to today; at most 120 days. */
function byDay(votes: Props["votes"], from: string, until: string) {
  const counts = new Map(votes.map(({ day, votes: count }) => [day, count]));
  const first = [from, votes[0]?.day ?? from].sort()[0] ?? from;
  const week = [addDays(first, 6), until].sort()[0] ?? until;
  const last = [votes.at(-1)?.day ?? first, week].sort().at(-1) ?? until;
  const days: { day: string; votes: number }[] = [];
  for (let day = first; day <= last && days.length < 120; day = addDays(day, 1))
    days.push({ day, votes: counts.get(day) ?? 0 });
  return days;
}
