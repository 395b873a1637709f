import { HeatExamples } from "@/components/ranking/heat-examples";
import { OwnExample } from "@/components/ranking/own-example";
import { OwnFormula, SliderWords } from "@/components/ranking/own-formula";
import { PartTable } from "@/components/ranking/part-table";
import type { RankingPage } from "@/lib/feeds/ranking-page";
import {
  maxNeighbours,
  minLikers,
  minLikersOfBoth,
  minLikes,
  minNeighbours,
  recentDays,
} from "@/lib/feeds/taste/collaborative";
import { commenterWeight, halfLifeHours, priorWeight } from "@/lib/papers/heat";

type Props = { page: RankingPage; signedIn: boolean };

/** Explains how everyone's page and readers' own pages are ranked. */
export function RankingView({ page, signedIn }: Props) {
  const { votesPerHour, examples, constants, own, parts } = page;
  return (
    <main id="main" className="narrow">
      <h1 className="title">How trending works</h1>
      <div className="prose-narrow">
        <Everyones votesPerHour={votesPerHour} examples={examples} />
        <h2 id="own">A page of your own</h2>
        <p>
          On your own page a paper’s <b>score</b> is a plain sum in units of heat: 1 more counts like twice
          the upvotes, 1 less like half. What you turned down or muted is not there.
        </p>
        <OwnFormula {...constants} />
        <SliderWords partHeat={constants.partHeat} />
        <p>
          Your interests are groups of what you upvoted, saved, imported and asked for more of. Each learns to
          tell its papers from others by the meaning of title and abstract and by telling words. Only you see
          them; <a href="/interests">your interests</a> can be changed, paused, reset or switched off.
        </p>
        <p>
          Readers like you are the {maxNeighbours} who use most of the words of all you like in what they
          like, among those with {minLikes} upvotes and saves or more; what they liked in the last{" "}
          {recentDays} days is found anew each hour, and of fewer than {minNeighbours} nothing is told. Papers
          liked by the same readers are counted twice a day, from {minLikers} readers of the one and{" "}
          {minLikersOfBoth} of both on. No page says who they are.
        </p>
        <OwnExample paper={own} signedIn={signedIn} />
        <h2 id="parts">How often each part is right</h2>
        <PartTable {...parts} />
      </div>
    </main>
  );
}

function Everyones({ votesPerHour, examples }: Pick<RankingPage, "votesPerHour" | "examples">) {
  return (
    <>
      <p>
        Every upvote is worth one vote when it is cast and half as much every {halfLifeHours} hours after. A
        paper’s <b>heat</b> is the sum of what its upvotes are worth now. The trending page lists papers by
        heat, and that is all.
      </p>
      <p>
        So an upvote today counts as much as two from a day and a half ago, or sixteen from six days ago. A
        fresh paper starts with {priorWeight} votes at its announcement, and each person who joins the
        discussion adds {commenterWeight}.
      </p>
      {examples.length > 0 && (
        <>
          <h2>The first papers of this moment</h2>
          <HeatExamples examples={examples} />
        </>
      )}
      <h2>The number behind it</h2>
      <p>
        Heat is stored as log₂ Σ wᵢ·2^(tᵢ/H): w is a vote’s weight, t its time in hours since the start of
        2020, H the half-life. Since all votes fade at the same pace, the order of two papers changes only
        when somebody votes, never because a clock moved on. One unit of heat is a doubling of votes. On a
        paper’s page you see heat as the number of votes cast now that it is worth.
      </p>
      <h2>Upvotes that do not count</h2>
      <p>
        Upvotes of authors on their own papers, of banned accounts, and beyond {votesPerHour} in one hour are
        kept but not counted; the voter is told why. Taking an upvote back leaves no trace in the order.
      </p>
      <h2>The past</h2>
      <p>
        Upvotes are kept as events, so the trending page of any past evening can be rebuilt: choose a day,
        then “the trending page as it stood”.
      </p>
    </>
  );
}
