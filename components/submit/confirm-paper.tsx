import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { LinkField } from "@/components/submit/link-field";
import { MathText, TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import { maxCommentLength } from "@/lib/community/comments/rules";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { topicName } from "@/lib/papers/topics/topics";
import { submitPaper } from "@/lib/web/actions/submissions";

/** A paper as arXiv describes it, with the form to confirm the submission. */
export function ConfirmPaper({ record }: { record: PaperRecord }) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        arXiv:{record.arxivId} ·{" "}
        <a href="/submit" className="link">
          not this one?
        </a>
      </p>
      <h1 className="title !text-[28px] sm:!text-[34px]">
        <TitleText text={record.title} />
      </h1>
      <p className="text-soft">{authorsLine(record.authors)}</p>
      <p className="meta">
        {record.topics.map((topic) => (
          <span key={topic} className="topic" title={topicName(topic)}>
            {topic}
          </span>
        ))}
        <span>{datesLine(record)}</span>
      </p>
      <p className="mt-5 border-b border-line pb-7 font-serif text-[17px] leading-relaxed">
        <MathText text={record.abstract} />
      </p>
      <SubmitForm id={record.arxivId} />
    </main>
  );
}

function SubmitForm({ id }: { id: string }) {
  return (
    <section aria-labelledby="add" className="pt-7">
      <h2 id="add" className="mb-4 text-xl">
        Submit this paper
      </h2>
      <ActionForm action={submitPaper} submit="Submit" inline>
        <input type="hidden" name="id" value={id} />
        <FormField
          kind="textarea"
          name="comment"
          label="First comment (optional)"
          hint="Why is it worth reading? It opens the discussion."
          rows={3}
          maxLength={maxCommentLength}
        />
        <LinkField name="codeUrl" label="Code (optional)" />
        <LinkField name="projectUrl" label="Project page (optional)" />
        <label className="mb-5 flex items-center gap-2">
          <input type="checkbox" name="upvote" defaultChecked className="size-4 accent-(--accent)" />
          Upvote it, too
        </label>
      </ActionForm>
    </section>
  );
}

function authorsLine(names: string[]): string {
  const shown = names.length > 21 ? names.slice(0, 20) : names;
  const more = names.length - shown.length;
  return shown.join(", ") + (more ? ` and ${more} more` : "");
}

function datesLine({ publishedAt, versions }: PaperRecord): string {
  const last = versions.at(-1);
  const first = `first version of ${shortDay(publishedAt)}`;
  return last && last.version > 1 ? `${first}, version ${last.version} of ${shortDay(last.at)}` : first;
}
