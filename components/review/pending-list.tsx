import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { MathText, TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { PendingPaper } from "@/lib/community/moderation/pending";
import { decideSubmission } from "@/lib/web/actions/moderation";

/** Papers entered by hand, each to approve or decline. */
export function PendingList({ papers }: { papers: PendingPaper[] }) {
  return (
    <Section id="pending" title="Entered by hand" empty={papers.length === 0 && "Nothing waits here."}>
      {papers.map((paper) => (
        <article key={paper.key} className="border-b border-line py-5 last:border-0">
          <h3 className="text-[18.5px] leading-snug">
            <TitleText text={paper.title} />
          </h3>
          <p className="mt-1 text-[13.5px] text-soft">{paper.authors.slice(0, 20).join(", ")}</p>
          <p className="mt-2 font-serif text-soft">
            <MathText text={paper.abstract} />
          </p>
          <Facts paper={paper} />
          <div className="mt-4 flex flex-wrap gap-3">
            <ActionForm action={decideSubmission} submit="Approve">
              <input type="hidden" name="key" value={paper.key} />
              <input type="hidden" name="decision" value="approved" />
            </ActionForm>
            <ActionForm action={decideSubmission} submit="Decline" danger>
              <input type="hidden" name="key" value={paper.key} />
              <input type="hidden" name="decision" value="declined" />
            </ActionForm>
          </div>
        </article>
      ))}
    </Section>
  );
}

function Facts({ paper: { topics, sourceUrl, submitter, submittedAt } }: { paper: PendingPaper }) {
  return (
    <p className="meta">
      {topics.map((topic) => (
        <span key={topic} className="topic">
          {topic}
        </span>
      ))}
      {sourceUrl && (
        <a href={sourceUrl} rel="nofollow noopener" className="break-all">
          {sourceUrl}
        </a>
      )}
      {submitter?.username && <a href={`/people/${submitter.username}`}>from {submitter.username}</a>}
      {submittedAt && <span>{shortDay(submittedAt)}</span>}
    </p>
  );
}
