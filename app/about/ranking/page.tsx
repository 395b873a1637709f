import type { Metadata } from "next";
import { commenterWeight, halfLifeHours, priorWeight } from "@/lib/papers/heat";
import { votesPerHour } from "@/lib/papers/upvotes";

export const metadata: Metadata = {
  title: "How trending works",
  alternates: { canonical: "/about/ranking" },
};

export default function RankingPage() {
  return (
    <main id="main" className="narrow">
      <h1 className="title">How trending works</h1>
      <div className="prose-narrow">
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
        <h2>The number behind it</h2>
        <p>
          Heat is stored as log₂ Σ wᵢ·2^(tᵢ/H): w is a vote’s weight, t its time in hours since the start of
          2020, H the half-life. Since all votes fade at the same pace, the order of two papers changes only
          when somebody votes, never because a clock moved on. One unit of heat is a doubling of votes. On a
          paper’s page you see heat as the number of votes cast now that it is worth.
        </p>
        <h2>Upvotes that do not count</h2>
        <p>
          Upvotes of authors on their own papers, of banned accounts, and beyond {votesPerHour} in one hour
          are kept but not counted; the voter is told why. Taking an upvote back leaves no trace in the order.
        </p>
        <h2>The past</h2>
        <p>
          Upvotes are kept as events, so the trending page of any past evening can be rebuilt: choose a day,
          then “the trending page as it stood”.
        </p>
      </div>
    </main>
  );
}
