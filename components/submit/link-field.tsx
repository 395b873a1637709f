import { FormField } from "@/components/people/form-field";

type Props = { name: string; label: string; value?: string | null; required?: boolean; hint?: string };

/** An input for an https URL. */
export function LinkField({ value, ...props }: Props) {
  return (
    <FormField
      {...props}
      type="url"
      value={value ?? ""}
      maxLength={500}
      pattern="https://.+"
      title="An address that begins with https://"
      placeholder="https://"
    />
  );
}
