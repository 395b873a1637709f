import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { deleteAccount } from "@/lib/web/actions/people";

/** The link that exports all data as one file. */
export function ExportAccount() {
  return (
    <>
      <p className="mb-4 text-soft">
        Profile, upvotes, saved papers, comments, submissions, claims, follows, interests and what they were
        learnt from, mixes, tokens, webhooks, mails and sessions, in one JSON file.
      </p>
      <a href="/settings/export" className="btn" download>
        Download everything
      </a>
    </>
  );
}

type DeleteProps = { username: string; banned: boolean; typed: string };

/**
 * The form that deletes the account: it says what is deleted and what stays, and asks for the username as confirmation.
 * @param props.typed the confirmation as typed before signing in again
 */
export function DeleteAccount({ username, banned, typed }: DeleteProps) {
  return (
    <>
      <p className="mb-4 text-soft">
        Your profile, sessions, e-mail address, follows and interests are deleted at once and for good. Your
        upvotes leave the counts, your comments lose their words, and papers you submitted stay without your
        name.
        {banned &&
          " The ban stays, with hashes of your address and of what you connected, so that no new account can be opened with them."}
      </p>
      <ActionForm action={deleteAccount} submit="Delete my account" inline danger>
        <FormField
          name="confirmation"
          label={`Type ${username} to confirm`}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      </ActionForm>
    </>
  );
}
