import { ActionForm } from "@/components/action-form";
import { OrganizationForm } from "@/components/papers/organization-form";
import { FormField } from "@/components/people/form-field";
import { LinkField } from "@/components/submit/link-field";
import { Fold } from "@/components/ui/fold";
import { linkWords, shortUrl } from "@/lib/papers/link-words";
import type { PaperLink } from "@/lib/papers/paper-links";
import { removeLink, setLink } from "@/lib/web/actions/links";

const kinds = Object.entries(linkWords).map(([value, label]) => ({ value, label }));

type Props = { paperKey: string; links: PaperLink[]; organization: string | null };

/** The forms by which a paper's authors, its submitter and curators correct its links and its organisation. */
export function LinkBox({ paperKey, links, organization }: Props) {
  return (
    <Fold className="mt-4">
      <summary className="link text-soft">Correct links and organisation</summary>
      <p className="hint mt-3">
        For the paper’s authors, its submitter and curators. A link that you remove is not found again.
      </p>
      <ul className="mt-4 space-y-5">
        {links.map(({ kind, url }) => {
          const name = shortUrl(url);
          return (
            <li key={url}>
              <p className="mb-2 break-all text-[14px]">{name}</p>
              <div className="flex flex-wrap items-center gap-2">
                <ActionForm action={setLink} submit="Save" label={`Save ${name}`} plain row>
                  <input type="hidden" name="key" value={paperKey} />
                  <input type="hidden" name="url" value={url} />
                  <select
                    name="kind"
                    aria-label={`Kind of ${name}`}
                    defaultValue={kind}
                    className="field !w-auto"
                  >
                    {kinds.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </ActionForm>
                <ActionForm action={removeLink} submit="Remove" label={`Remove ${name}`} plain>
                  <input type="hidden" name="key" value={paperKey} />
                  <input type="hidden" name="url" value={url} />
                </ActionForm>
              </div>
            </li>
          );
        })}
      </ul>
      <div className="mt-6">
        <ActionForm action={setLink} submit="Add the link" inline>
          <input type="hidden" name="key" value={paperKey} />
          <LinkField name="url" label="Address" required />
          <FormField kind="select" name="kind" label="Kind" options={kinds} />
        </ActionForm>
      </div>
      <div className="mt-6 border-t border-line pt-5">
        <OrganizationForm paperKey={paperKey} organization={organization} />
      </div>
    </Fold>
  );
}
