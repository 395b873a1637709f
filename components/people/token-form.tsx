import { ActionForm } from "@/components/action-form";
import type { FormState } from "@/lib/web/form";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  submit: string;
  fields: Record<string, string>;
};

/** The form on a page that a mailed link opens: only its button changes anything, because mail scanners open links. */
export function TokenForm({ action, submit, fields }: Props) {
  return (
    <div className="mt-6 font-sans">
      <ActionForm action={action} submit={submit}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </ActionForm>
    </div>
  );
}
