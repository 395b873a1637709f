import { Notice } from "@/components/people/notice";

/** Says to a banned person without a username why they cannot choose one. */
export function BannedNotice() {
  return (
    <Notice title="This account is banned">
      <p>
        An account of this mailbox was banned, so it cannot choose a username here. If that is wrong, write to
        the people who run this hub.
      </p>
      <form action="/sign-out" method="post" className="mt-6">
        <button type="submit" className="btn">
          Sign out
        </button>
      </form>
    </Notice>
  );
}
