import { Fold } from "@/components/ui/fold";
import { type Sum, sliderOf } from "@/lib/feeds/for-you/sum";
import { placementWords, reasonWords, sumPartWords } from "@/lib/feeds/for-you/sum-words";
import { multiple, voteNumber } from "@/lib/papers/heat";

/** The page on which the reader changes the weight of each part. */
const places = {
  trend: "/for-you#mix",
  record: "/for-you#mix",
  freshness: "/for-you#mix",
  discussion: "/for-you#mix",
  follows: "/following",
  taste: "/interests",
  seen: "/interests",
} as const;

/** Why a paper has its place in the reader's feed: one line that expands to the score's parts. */
export function Why({ sum }: { sum: Sum }) {
  const aside = placementWords(sum.placement);
  return (
    <Fold className="why">
      <summary>{reasonWords(sum)}</summary>
      <SumTable sum={sum} />
      {aside && <p className="mt-1 text-faint">{aside}</p>}
    </Fold>
  );
}

/** A score's parts, each in heat units and as a factor of votes. */
export function SumTable({ sum }: { sum: Sum }) {
  return (
    <table>
      <tbody>
        {sum.parts.map((part, i) => (
          <tr key={part.kind === "follow" ? `follow ${part.follow.id}` : part.kind}>
            <td>
              <a href={places[sliderOf[part.kind]]}>{sumPartWords(part)}</a>
            </td>
            <td>{i ? signed(part.heat) : heatWords(part.heat)}</td>
            <td>{i ? `× ${multiple(part.heat)}` : votes(part.heat)}</td>
          </tr>
        ))}
        <tr className="total">
          <td>Stands for you as if it had</td>
          <td>{heatWords(sum.score)}</td>
          <td>{votes(sum.score)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function votes(heat: number): string {
  const number = voteNumber(2 ** heat);
  return `${number} ${number === "1" ? "vote" : "votes"}`;
}

function signed(heat: number): string {
  return (heat < 0 ? "" : "+") + heatWords(heat);
}

function heatWords(heat: number): string {
  return heat.toFixed(2).replace("-", "−");
}
