import { FormField } from "@/components/people/form-field";

type Props = { name: string; label: string; value?: string | null; required?: boolean; hint?: string };

/** A field for an https address. */
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
