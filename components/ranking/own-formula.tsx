import { sliderWords } from "@/lib/feeds/for-you/mix";
import type { RankingConstants } from "@/lib/feeds/ranking-page";
import { maxCollaborativeHeat } from "@/lib/feeds/taste/collaborative";
import { halfLifeHours, multiple, priorWeight } from "@/lib/papers/heat";

/** The parts of a paper's score on a reader's own page, each with its heat. */
export function OwnFormula(constants: RankingConstants) {
  return (
    <div className="sum">
      <table>
        <tbody>
          {rowsOf(constants).map(([part, words, heat]) => (
            <tr key={words}>
              <th scope="row">{part}</th>
              <td>{words}</td>
              <td>{heat}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Row = [part: string, words: string, heat: string];

function rowsOf(constants: RankingConstants): Row[] {
  return [...weighedRows(constants), ...unweighedRows(constants)];
}

/** The parts that a slider weighs. */
function weighedRows({ partHeat, tasteShare, maxTaste, minTaste, maxRecord }: RankingConstants): Row[] {
  const { trend, follows, taste, record, freshness, discussion } = sliderWords;
  return [
    [trend.name, "The heat that the paper has with everyone, without your own upvote and comments", "heat"],
    [
      taste.name,
      `${tasteShare} · log₂ of how many times likelier you are to like it than any other paper, by the interest of yours that likes it best`,
      `${signed(minTaste)} to ${signed(maxTaste)}`,
    ],
    [
      "",
      "What readers like you, and readers of the papers you like, read too",
      `up to ${signed(maxCollaborativeHeat)}`,
    ],
    ["", "By an author you turned down", signed(partHeat.declinedAuthor)],
    [
      record.name,
      "Earlier papers of its authors were upvoted more than usual here before it was announced: the mean of the three best authors, less for few papers. It counts as more start votes, which the votes that come outweigh",
      `up to ${signed(maxRecord)}`,
    ],
    [
      follows.name,
      "Its first topic, or another of its topics",
      `${signed(partHeat.topic)}, ${signed(partHeat.crossTopic)}`,
    ],
    ["", "One of its authors", signed(partHeat.author)],
    ["", "A person who brought it", signed(partHeat.person)],
    ["", "A search or a text that found it", signed(partHeat.search)],
    [
      "",
      `Three of five or more people upvoted it; each further one, up to ${signed(partHeat.maxPeople)}`,
      `${signed(partHeat.threePeople)}, ${signed(partHeat.furtherPerson)}`,
    ],
    ["", "All that you follow together", `at most ${signed(partHeat.maxFollows)}`],
    [freshness.name, "Announced since your last visit", signed(partHeat.isNew)],
    [
      discussion.name,
      "In the heat already; beyond it, for each doubling of comments where you weigh it more",
      signed(partHeat.comments),
    ],
  ];
}

/** What places papers in slots, and what was seen. */
function unweighedRows({ partHeat, passesToSink, pinned, wildPerTen }: RankingConstants): Row[] {
  return [
    [
      sliderWords.exploration.name,
      "Wild cards: in the slots of a page, not in the sum",
      `${wildPerTen} in 10`,
    ],
    [
      "Leads",
      `The best papers of an interest that would have fewer than ${pinned.least} among the first ${pinned.within}: in slots of their own`,
      `from place ${pinned.from}`,
    ],
    [
      "Seen",
      "You opened it, upvoted it, saved it, imported it or asked for more like it, on an earlier visit; then taste, follows and being new no longer lift it. Where you weigh trend or taste double, this counts double, too",
      signed(partHeat.upvoted),
    ],
    ["", `You passed it by on ${passesToSink} visits`, signed(partHeat.passed)],
  ];
}

/** The score as one formula, and how the sliders change it. */
export function SliderWords({ partHeat }: Pick<RankingConstants, "partHeat">) {
  const start = Math.log2(priorWeight);
  return (
    <>
      <p>
        The sliders of the mixer are the weights w in it, each from 0 to 2: score = {dash(start)} + w
        <sub>trend</sub>
        ·(heat {start < 0 ? "+" : "−"} {Math.abs(start)}) + w<sub>taste</sub>·taste + w<sub>follows</sub>
        ·follows + w<sub>record</sub>·record + w<sub>freshness</sub>·new + (1 − w<sub>freshness</sub>)·hours/
        {halfLifeHours} + (w
        <sub>discussion</sub> − 1)·
        {partHeat.comments}·log₂(1 + comments) + max(1, w<sub>trend</sub>, w<sub>taste</sub>)·seen.
      </p>
      <p>
        So the trend is weighed above the {priorWeight} votes that every paper starts with. Age is in
        everyone’s heat already, as votes fade; the slider gives it back or takes it once more, for at most a
        week. The record counts fully from your first follow or interest on. A followed topic, at twice its
        weight, makes {multiple(2 * partHeat.topic)} votes of one.
      </p>
    </>
  );
}

function signed(heat: number): string {
  return heat < 0 ? dash(heat) : `+${heat}`;
}

function dash(heat: number): string {
  return String(heat).replace("-", "−");
}
