import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { SettingsSection } from "@/components/people/settings-section";
import { PaperChoice } from "@/components/taste/paper-choice";
import { Fold } from "@/components/ui/fold";
import type { Liked } from "@/lib/feeds/taste/interests";
import { makeInterest } from "@/lib/web/actions/interests";

/** A form that creates an interest from liked papers and from ids that the reader enters. */
export function NewInterest({ liked }: { liked: Liked[] }) {
  return (
    <SettingsSection id="new" title="A new interest">
      <Fold className="filters">
        <summary className="text-[14px] text-soft">Make one of papers you choose</summary>
        <div className="pt-4">
          <ActionForm action={makeInterest} submit="Make this interest" inline plain>
            <FormField name="name" label="Name" maxLength={80} autoComplete="off" required />
            {liked.length > 0 && <PaperChoice legend="Of what you upvoted or saved last" papers={liked} />}
            <FormField
              kind="textarea"
              name="more"
              label="Other papers"
              hint="arXiv ids or addresses, one a line."
              rows={3}
            />
          </ActionForm>
        </div>
      </Fold>
    </SettingsSection>
  );
}
