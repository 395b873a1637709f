import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import type { WaitingChange } from "@/lib/people/account/address-change";
import { confirmAddressChange } from "@/lib/web/actions/people";

/** Asks whether the change of a mailed link is to be made: only its button makes it, because mail scanners open links. */
export function AddressQuestion({ change, token }: { change: WaitingChange; token: string }) {
  const name = change.username ?? "your account";
  const undo = change.kind === "undo";
  return (
    <Notice title={undo ? "Take the change back" : "One more click"}>
      <p className="wrap-anywhere">
        {undo ? (
          <>
            Sign in as {name} with <strong>{change.email}</strong> again? Everybody who is signed in as {name}{" "}
            is signed out, all tokens are revoked, and every other way to sign in is disconnected.
          </>
        ) : (
          <>
            Sign in as {name} with <strong>{change.email}</strong> from now on?
          </>
        )}
      </p>
      <TokenForm
        action={confirmAddressChange}
        submit={undo ? "Take it back" : "Confirm"}
        fields={{ token }}
      />
    </Notice>
  );
}

/** Says that a change of address was made or taken back. */
export function AddressChanged({ undone, signedIn }: { undone: boolean; signedIn: boolean }) {
  return (
    <Notice title={undone ? "The change was taken back" : "The address was changed"}>
      <p>
        {undone
          ? "The earlier address is in use again. Every session has ended, all tokens are revoked, and every other way to sign in is disconnected: connect yours again in your settings."
          : "Sign in with the new address from now on. Mails go there, and the other sessions have ended."}
      </p>
      <p className="mt-6">
        <a href={signedIn ? "/settings" : "/sign-in"} className="btn btn-solid">
          {signedIn ? "Settings" : "Sign in"}
        </a>
      </p>
    </Notice>
  );
}

/** Says that a mailed link no longer works. */
export function EndedLink() {
  return (
    <Notice title="This link has ended">
      <p>
        It was used or has expired, or it is not complete. Your settings show{" "}
        <a href="/settings#address">the address that you sign in with</a>, and send a new link.
      </p>
    </Notice>
  );
}
