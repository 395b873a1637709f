import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { setOrganization } from "@/lib/web/actions/organization";

/** The form by which a paper's authors, its submitter and curators correct its organisation. */
export function OrganizationForm({
  paperKey,
  organization,
}: {
  paperKey: string;
  organization: string | null;
}) {
  return (
    <ActionForm action={setOrganization} submit="Save the organisation" inline>
      <input type="hidden" name="key" value={paperKey} />
      <FormField
        name="organization"
        label="Organisation"
        hint="Where the paper comes from. Empty if there is none. Imports do not change it afterwards."
        value={organization ?? ""}
        maxLength={200}
      />
    </ActionForm>
  );
}
