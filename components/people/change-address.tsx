import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { requestAddressChange } from "@/lib/web/actions/people";

type Props = {
  /** The address that waits for a click on the mailed link. */
  waiting: string | null;
  /** The address as typed before signing in again. */
  typed: string;
};

/** The form for another address to sign in with. */
export function ChangeAddress({ waiting, typed }: Props) {
  return (
    <>
      <p className="mb-4 text-soft">
        We mail a link to the new address. Once you open it, you sign in with that address, your mails go
        there, your other sessions end, and the earlier address is told.
      </p>
      {waiting && (
        <p className="mb-4 wrap-anywhere">
          <strong>{waiting}</strong> is not confirmed yet: open the link in the mail there.
        </p>
      )}
      <ActionForm action={requestAddressChange} submit="Mail me a link" inline>
        <FormField
          name="email"
          type="email"
          label="New e-mail address"
          value={typed}
          autoComplete="email"
          maxLength={254}
          required
        />
      </ActionForm>
    </>
  );
}
