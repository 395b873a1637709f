import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { LinkField } from "@/components/submit/link-field";
import { listTopics } from "@/lib/papers/topics/topics";
import { enterPaper } from "@/lib/web/actions/submissions";

/** The form for a paper that cannot be fetched: title, authors, abstract, link and topic. */
export function ByHandForm() {
  return (
    <>
      <p className="mb-7 text-soft">
        A curator reads what you enter before others see it. Until then it is listed on your submission page
        as waiting.
      </p>
      <ActionForm action={enterPaper} submit="Send to the curators" inline>
        <FormField name="title" label="Title" required minLength={3} maxLength={500} />
        <FormField
          kind="textarea"
          name="authors"
          label="Authors"
          hint="Full names, one on each line."
          rows={3}
          required
          maxLength={20_000}
        />
        <FormField
          kind="textarea"
          name="abstract"
          label="Abstract"
          hint="Formulas go between dollar signs, as in LaTeX."
          rows={8}
          required
          maxLength={10_000}
        />
        <LinkField
          name="link"
          label="Link"
          hint="Where the paper can be read: its page at arXiv or the publisher, or its DOI."
          required
        />
        <FormField kind="select" name="topics" label="Main topic (optional)" options={topicOptions()} />
      </ActionForm>
    </>
  );
}

function topicOptions() {
  const topics = listTopics().flatMap((group) => group.topics);
  const named = topics.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  return [{ value: "", label: "none of these" }, ...named];
}
