import { shortDay } from "@/lib/base/date-words";
import { grouped } from "@/lib/base/text";
import { sliderWords } from "@/lib/feeds/for-you/mix";
import type { RankingPage } from "@/lib/feeds/ranking-page";

/** How often papers that each part put on readers' pages were upvoted. */
export function PartTable({ counts, least, days }: RankingPage["parts"]) {
  const rule = `A part is told of once it put ${least.shown} papers before ${least.readers} readers; whose they were is not kept.`;
  if (!counts?.parts.length)
    return (
      <p>
        This is counted each night over the last {days} days. There is too little to tell yet. {rule}
      </p>
    );
  return (
    <>
      <p>
        On own pages a paper stands for the strongest part of its sum. Of the papers each part put there in
        the {days} days before {shortDay(counts.countedAt)}, so many were upvoted afterwards by the reader who
        saw them. {rule}
      </p>
      <div className="sum">
        <table>
          <tbody>
            {counts.parts.map(({ part, shown, upvoted }) => (
              <tr key={part}>
                <th scope="row">{sliderWords[part].name}</th>
                <td>
                  {grouped(upvoted)} of {grouped(shown)}
                </td>
                <td>{((100 * upvoted) / shown).toFixed(1)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
