import { FollowButton } from "@/components/follows/follow-button";
import { Authors } from "@/components/papers/authors";
import { SaveButton } from "@/components/papers/save-button";
import { UpvoteButton } from "@/components/papers/upvote-button";
import { SignalButtons } from "@/components/taste/signal-buttons";
import { MathText } from "@/components/ui/math-text";
import { agoWords, shortDay } from "@/lib/base/date-words";
import { isoDay } from "@/lib/base/time";
import { toFeedback } from "@/lib/feeds/taste/feedback-words";
import { announcedDay } from "@/lib/papers/announced-day";
import { uncountedNote } from "@/lib/papers/counted-votes";
import { listLinks } from "@/lib/papers/links";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";
import type { PaperPage } from "@/lib/web/pages/paper";

/** The head of a paper's page: title, authors, upvote button and links. */
export function PaperHead({ page }: { page: PaperPage }) {
  const { paper, viewer, vote, saved, followed, signal } = page;
  const signedIn = viewer !== null;
  const day = isoDay(paper.day);
  const announced = announcedDay(paper);
  return (
    <header className="pb-7">
      <p className="kicker">
        {paper.submittedAt ? (
          <>
            {announced !== day && <>announced {shortDay(announced)} · </>}
            <a href={`/date/${day}`}>submitted {agoWords(day, page.today)}</a>
          </>
        ) : (
          <a href={`/date/${day}`}>announced {shortDay(day)}</a>
        )}
        {paper.featuredAt && <span className="text-accent"> · featured by the curators</span>}
        {paper.withdrawn && <span className="text-accent"> · {withdrawnWords(paper)}</span>}
      </p>
      <h1 className="title !text-[28px] sm:!text-[36px]" dir="auto">
        <MathText text={paper.title} />
      </h1>
      <p className="text-[15px] text-soft">
        <Authors names={paper.authors} slugs={paper.authorSlugs} />
      </p>
      <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
        <UpvoteButton
          paperKey={paper.key}
          upvotes={paper.upvotes}
          upvoted={vote.upvoted}
          note={uncountedNote(vote.uncounted)}
          signedIn={signedIn}
        />
        {listLinks(paper, page.repository).map(({ name, href }, i) => (
          <a key={name} href={href} rel="noopener" className={i === 0 ? "btn btn-solid" : "btn"}>
            {name}
          </a>
        ))}
        <SaveButton paperKey={paper.key} saved={saved} signedIn={signedIn} className="btn" />
        <FollowButton kind="paper" subject={paper.key} name="this paper" followed={followed} />
      </div>
      {signedIn && <SignalButtons paperKey={paper.key} feedback={toFeedback(signal)} />}
      {vote.uncounted && <p className="error mt-3">{uncountedNote(vote.uncounted)}</p>}
    </header>
  );
}
