import { Authors } from "@/components/papers/authors";
import { UpvoteButton } from "@/components/papers/upvote-button";
import { MathText } from "@/components/ui/math-text";
import { shortLabel } from "@/lib/feeds/labels";
import type { FeedItem } from "@/lib/feeds/list-feed";
import { announcedWords } from "@/lib/feeds/words";
import { uncountedNote } from "@/lib/papers/uncounted";
import { topicName } from "@/lib/topics/topics";

type Props = { paper: FeedItem; today: string; signedIn: boolean };

/** One row of a feed. */
export function PaperCard({ paper, today, signedIn }: Props) {
  return (
    <article className="row" id={`p-${paper.key}`} data-row>
      <span className="rank">{paper.rank}</span>
      <UpvoteButton
        key={`${paper.upvotes} ${paper.upvoted}`}
        paperKey={paper.key}
        upvotes={paper.upvotes}
        upvoted={paper.upvoted}
        note={uncountedNote(paper.uncounted)}
        signedIn={signedIn}
      />
      <div className="min-w-0">
        <h2>
          <a href={`/papers/${paper.key}`}>
            <MathText text={paper.title} />
          </a>
        </h2>
        <p className="mt-1 text-[13.5px] text-soft">
          <Authors names={paper.authors} slugs={paper.authorSlugs} most={3} />
        </p>
        <Abstract paper={paper} />
        <Meta paper={paper} today={today} />
      </div>
    </article>
  );
}

function Abstract({ paper }: { paper: FeedItem }) {
  return (
    <details className="abstract mt-2">
      <summary>
        {paper.abstractKind === "summary" && <span className="kicker">Summary · </span>}
        <MathText text={paper.abstract} />
      </summary>
    </details>
  );
}

function Meta({ paper, today }: { paper: FeedItem; today: string }) {
  return (
    <p className="meta">
      {paper.topics.slice(0, 2).map((topic) => (
        <a key={topic} className="topic" href={`/topics/${topic}`} title={topicName(topic)}>
          {topic}
        </a>
      ))}
      <span>{announcedWords(paper.day.toISOString().slice(0, 10), today)}</span>
      {paper.featured && <span className="text-accent">featured</span>}
      {paper.withdrawn && <span className="text-accent">withdrawn</span>}
      {paper.submitter && <a href={`/people/${paper.submitter}`}>submitted by {paper.submitter}</a>}
      <a href={`/papers/${paper.key}#comments`}>
        {paper.commentCount
          ? `${paper.commentCount} ${paper.commentCount === 1 ? "comment" : "comments"}`
          : "discuss"}
      </a>
      {paper.codeUrl && (
        <a href={paper.codeUrl} rel="nofollow noopener">
          code{paper.codeStars === null ? "" : ` ★ ${shortLabel(paper.codeStars)}`}
        </a>
      )}
      {paper.projectUrl && (
        <a href={paper.projectUrl} rel="nofollow noopener">
          project
        </a>
      )}
    </p>
  );
}
