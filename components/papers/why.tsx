import { Fold } from "@/components/ui/fold";
import { multiple, voteNumber } from "@/lib/base/labels";
import type { Sum } from "@/lib/feeds/for-you/sum";

/** Why a paper stands where it does on the reader's own page: one line, and opened the whole sum. */
export function Why({ sum }: { sum: Sum }) {
  return (
    <Fold className="why">
      <summary>{sum.reason}</summary>
      <SumTable sum={sum} />
      {sum.aside && <p className="mt-1 text-faint">{sum.aside}</p>}
    </Fold>
  );
}

/** The whole sum: every part in heat units and as a multiple of votes. */
export function SumTable({ sum }: { sum: Sum }) {
  return (
    <table>
      <tbody>
        {sum.parts.map(({ part, words, heat, href }, i) => (
          <tr key={part + words}>
            <td>{href ? <a href={href}>{words}</a> : words}</td>
            <td>{i ? signed(heat) : heatWords(heat)}</td>
            <td>{i ? `× ${multiple(heat)}` : votes(heat)}</td>
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
