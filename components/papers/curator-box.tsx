import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { LinkField } from "@/components/submit/link-field";
import { Fold } from "@/components/ui/fold";
import type { Paper } from "@/lib/papers/papers";
import { changePaper, featurePaper, hidePaper, unfeaturePaper } from "@/lib/web/actions/curation";

type Curated = Pick<Paper, "key" | "title" | "abstract" | "topics" | "codeUrl" | "projectUrl" | "featuredAt">;

/** The actions that curators have on a paper. Only moderators may hide it; the action refuses others. */
export function CuratorBox({ paper }: { paper: Curated }) {
  const featured = paper.featuredAt !== null;
  return (
    <Fold className="mt-10 border-t border-line pt-6">
      <summary className="link text-soft">For curators</summary>
      <div className="mt-5 flex flex-wrap gap-3">
        <ActionForm
          action={featured ? unfeaturePaper : featurePaper}
          submit={featured ? "Feature it no longer" : "Feature this paper"}
        >
          <input type="hidden" name="key" value={paper.key} />
        </ActionForm>
        <ActionForm action={hidePaper} submit="Hide it (moderators)" danger>
          <input type="hidden" name="key" value={paper.key} />
        </ActionForm>
      </div>
      <h2 className="mt-8 mb-1 text-xl">Correct it</h2>
      <p className="hint mb-4">
        Corrections show at once. When arXiv announces a newer version, its title, abstract and topics replace
        them.
      </p>
      <EditForm paper={paper} />
    </Fold>
  );
}

function EditForm({ paper }: { paper: Curated }) {
  return (
    <ActionForm action={changePaper} submit="Save the corrections" inline>
      <input type="hidden" name="key" value={paper.key} />
      <FormField name="title" label="Title" value={paper.title} required maxLength={500} />
      <FormField
        kind="textarea"
        name="abstract"
        label="Abstract"
        value={paper.abstract}
        rows={8}
        required
        maxLength={10_000}
      />
      <FormField
        name="topics"
        label="Topics"
        hint="arXiv’s categories, the main one first."
        value={paper.topics.join(", ")}
      />
      <LinkField name="codeUrl" label="Code" value={paper.codeUrl} />
      <LinkField name="projectUrl" label="Project page" value={paper.projectUrl} />
    </ActionForm>
  );
}
