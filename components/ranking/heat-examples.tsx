import { TitleText } from "@/components/ui/math-text";
import { counted } from "@/lib/base/text";
import { halfLifeHours, priorWeight, voteNumber } from "@/lib/papers/heat";
import type { HeatPart } from "@/lib/papers/heat-parts";

type Example = { paper: { key: string; title: string }; parts: HeatPart[] };

/** The first papers of the trending page, each with its heat as a sum of votes. */
export function HeatExamples({ examples }: { examples: Example[] }) {
  return examples.map(({ paper, parts }) => {
    const worth = parts.reduce((sum, part) => sum + part.worth, 0);
    return (
      <figure key={paper.key} className="sum">
        <figcaption>
          <a href={`/papers/${paper.key}`}>
            <TitleText text={paper.title} />
          </a>
        </figcaption>
        <table>
          <tbody>
            {parts.map((part) => (
              <tr key={part.kind + part.halfLives}>
                <td>{partWords(part)}</td>
                <td>{worthWords(part.worth)}</td>
              </tr>
            ))}
            <tr className="total">
              <td>Together, in votes cast now</td>
              <td>{worthWords(worth)}</td>
            </tr>
            <tr>
              <td>As heat, log₂ of it</td>
              <td>{Math.log2(worth).toFixed(2).replace("-", "−")}</td>
            </tr>
          </tbody>
        </table>
      </figure>
    );
  });
}

const ages = [
  `of the last ${halfLifeHours} hours`,
  `${halfLifeHours} to ${2 * halfLifeHours} hours old`,
  `older than ${2 * halfLifeHours} hours`,
];

function partWords({ kind, halfLives, count }: HeatPart): string {
  if (kind === "upvotes") return `${counted(count, "upvote")} ${ages[halfLives]}`;
  if (kind === "start") return `Its start, ${priorWeight} at its announcement`;
  return count === 1 ? "One person in the discussion" : `${count} people in the discussion`;
}

function worthWords(worth: number): string {
  return worth < 0.05 ? voteNumber(worth) : worth.toFixed(worth < 9.95 ? 2 : 1);
}
