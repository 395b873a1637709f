import { Authors } from "@/components/papers/authors";
import { OrganizationLink } from "@/components/papers/organization-link";
import { SaveButton } from "@/components/papers/save-button";
import { UpvoteButton } from "@/components/papers/upvote-button";
import { Why } from "@/components/papers/why";
import { ReasonLine } from "@/components/search/reason-line";
import { SignalButtons } from "@/components/taste/signal-buttons";
import { Fold } from "@/components/ui/fold";
import { LinkIcon } from "@/components/ui/icons";
import { MathText } from "@/components/ui/math-text";
import { agoWords, announcedWords } from "@/lib/base/date-words";
import { counted, shortCount } from "@/lib/base/text";
import { isoDay } from "@/lib/base/time";
import type { FeedItem } from "@/lib/feeds/list-feed";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { announcedDay } from "@/lib/papers/announced-day";
import { uncountedNote } from "@/lib/papers/counted-votes";
import { linkWords, shortUrl } from "@/lib/papers/link-words";
import { topicName } from "@/lib/papers/topics/topics";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";
import { toCoins } from "@/lib/programs/formats/coins";
import { marksIn, passageOf, type Wanted } from "@/lib/search/highlight";

type Props = {
  paper: FeedItem;
  today: string;
  signedIn: boolean;
  /** The search words to mark. */
  wanted?: Wanted | undefined;
};

/** One row of a feed. */
export function PaperCard({ paper, today, signedIn, wanted }: Props) {
  return (
    <article className="row" id={`p-${paper.key}`} data-row suppressHydrationWarning>
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
        <h2 dir="auto">
          <a href={`/papers/${paper.key}`}>
            <MathText text={paper.title} marks={marksIn("title", wanted)} />
          </a>
        </h2>
        <p className="mt-1 text-[13.5px] text-soft">
          <Authors names={paper.authors} slugs={paper.authorSlugs} most={3} wanted={wanted} />
          {paper.organization && (
            <>
              {" · "}
              <OrganizationLink {...paper} className="organization" />
            </>
          )}
        </p>
        <Abstract paper={paper} wanted={wanted} />
        <Meta paper={paper} today={today} signedIn={signedIn} />
        {paper.reason && <ReasonLine reason={paper.reason} />}
        {paper.sum && (
          <div className="why-line">
            <Why sum={paper.sum} />
            <SignalButtons
              key={String(paper.wantsMore)}
              paperKey={paper.key}
              feedback={paper.wantsMore ? "more" : "none"}
              folds
            />
          </div>
        )}
        <span className="Z3988" title={toCoins(paper)} aria-hidden="true" />
      </div>
    </article>
  );
}

function Abstract({ paper, wanted }: Pick<Props, "paper" | "wanted">) {
  const marks = marksIn("abstract", wanted);
  const kind = abstractKindOf(paper);
  const passage = wanted && passageOf(paper.abstract, wanted);
  return (
    <Fold className="abstract mt-2">
      <summary>
        {passage && (
          <span className="passage">
            <MathText text={passage} marks={marks} />
          </span>
        )}
        <span className="whole">
          {kind !== "abstract" && (
            <span className="kicker">{kind === "summary" ? "Summary" : "Notice of withdrawal"} · </span>
          )}
          <MathText text={paper.abstract} marks={marks} />
        </span>
      </summary>
    </Fold>
  );
}

const iconKinds = ["model", "dataset", "space", "video"] as const;

function Meta({ paper, today, signedIn }: Props) {
  return (
    <div className="meta">
      {paper.topics.slice(0, 2).map((topic) => (
        <a key={topic} className="topic" href={`/topics/${topic}`} title={topicName(topic)}>
          {topic}
        </a>
      ))}
      {paper.sum?.isNew ? (
        <span className="new">new since your last visit</span>
      ) : (
        <span>{announcedWords(announcedDay(paper), today)}</span>
      )}
      {paper.featured && <span className="text-accent">featured</span>}
      {paper.withdrawn && <span className="text-accent">{withdrawnWords(paper)}</span>}
      {paper.submitter && (
        <a href={`/people/${paper.submitter}`}>
          submitted {paper.submittedAt ? `${agoWords(isoDay(paper.day), today)} ` : ""}by {paper.submitter}
        </a>
      )}
      <a href={`/papers/${paper.key}#comments`}>
        {paper.commentCount ? counted(paper.commentCount, "comment") : "discuss"}
      </a>
      <SaveButton key={String(paper.saved)} paperKey={paper.key} saved={paper.saved} signedIn={signedIn} />
      {paper.codeUrl && (
        <a href={paper.codeUrl} rel="nofollow noopener">
          code{paper.codeStars === null ? "" : ` ★ ${shortCount(paper.codeStars)}`}
        </a>
      )}
      {paper.projectUrl && (
        <a href={paper.projectUrl} rel="nofollow noopener">
          project
        </a>
      )}
      {iconKinds.map((kind) => {
        const link = paper.links.find((one) => one.kind === kind);
        const name = link && `${linkWords[kind]}: ${shortUrl(link.url)}`;
        return (
          link && (
            <a key={kind} href={link.url} rel="nofollow noopener" title={name} aria-label={name}>
              <LinkIcon kind={kind} />
            </a>
          )
        );
      })}
    </div>
  );
}
