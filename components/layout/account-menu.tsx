import { Fold } from "@/components/ui/fold";
import { counted } from "@/lib/base/text";
import { canAdminister, canCurate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

type Props = { viewer: Viewer | null; unread: number };

/** The reader's part of the header: a link to sign in, or a menu with the number of unread notifications. */
export function AccountMenu({ viewer, unread }: Props) {
  if (!viewer)
    return (
      <a href="/sign-in" className="text-[14px] whitespace-nowrap text-soft">
        Sign in
      </a>
    );
  return (
    <Fold className="menu">
      <summary
        aria-label={`Menu of ${viewer.username}${unread ? `, ${counted(unread, "unread notification")}` : ""}`}
        className="relative grid size-[34px] place-content-center rounded-full bg-accent-soft font-serif text-[15px] font-semibold text-accent"
      >
        {viewer.username.charAt(0).toUpperCase()}
        {unread > 0 && <span className="badge absolute -top-1.5 -right-2">{unreadLabel(unread)}</span>}
      </summary>
      <nav aria-label="Account" className="text-[14px]">
        <a href={`/people/${viewer.username}`}>Your page</a>
        <a href="/notifications">
          Notifications {unread > 0 && <span className="badge ml-1">{unreadLabel(unread)}</span>}
        </a>
        <a href="/following">Following</a>
        <a href="/interests">Interests</a>
        <a href="/mixes">Mixes</a>
        <a href="/saved">Saved</a>
        <a href="/settings">Settings</a>
        {canCurate(viewer) && <a href="/review">Review</a>}
        {canAdminister(viewer) && <a href="/admin">Admin</a>}
        <form action="/sign-out" method="post">
          <button type="submit">Sign out</button>
        </form>
      </nav>
    </Fold>
  );
}

/** Unread notifications are counted up to a hundred. */
function unreadLabel(unread: number): string {
  return unread < 100 ? String(unread) : "99+";
}
