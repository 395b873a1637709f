import { IndexNote } from "@/components/search/index-note";
import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import type { FeedItem } from "@/lib/feeds/feed-item";
import type { StatedProgress } from "@/lib/search/index-progress";

type Props = { papers: FeedItem[]; progress: StatedProgress | null };

/** A short list of papers that are similar in meaning, and how many papers it was chosen from while not all are embedded. */
export function SimilarPapers({ papers, progress }: Props) {
  if (papers.length === 0 && !progress) return null;
  return (
    <section aria-labelledby="similar" className="mt-10 border-t border-line pt-6">
      <h2 id="similar" className="mb-2 text-xl">
        Similar papers
      </h2>
      <IndexNote progress={progress} />
      <ol>
        {papers.map((paper) => (
          <li key={paper.id} className="flex justify-between gap-5 border-b border-line py-3">
            <div className="min-w-0">
              <a href={`/papers/${paper.key}`} className="font-serif text-[17px] leading-snug">
                <TitleText text={paper.title} />
              </a>
              <p className="mt-0.5 text-[13px] text-faint">
                {authorsLine(paper.authors)} · {shortDay(paper.day)}
              </p>
            </div>
            <span className="flex-none text-[13px] text-faint tabular-nums">
              {counted(paper.upvotes, "upvote")}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function authorsLine(authors: string[]): string {
  const [first = "No authors", second, ...others] = authors;
  if (others.length > 0) return `${first} and ${others.length + 1} more`;
  return second ? `${first} and ${second}` : first;
}
