import { canAdminister, canCurate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** The reader's own corner of the bar: a way to sign in, or a menu. */
export function AccountMenu({ viewer }: { viewer: Viewer | null }) {
  if (!viewer)
    return (
      <a href="/sign-in" className="text-[14px] whitespace-nowrap text-soft">
        Sign in
      </a>
    );
  return (
    <details className="menu">
      <summary
        aria-label={`Menu of ${viewer.username}`}
        className="grid size-[34px] place-content-center rounded-full bg-accent-soft font-serif text-[15px] font-semibold text-accent"
      >
        {viewer.username.charAt(0).toUpperCase()}
      </summary>
      <nav aria-label="Account" className="text-[14px]">
        <a href={`/people/${viewer.username}`}>Your page</a>
        <a href="/following">Following</a>
        <a href="/saved">Saved</a>
        <a href="/settings">Settings</a>
        {canCurate(viewer) && <a href="/review">Review</a>}
        {canAdminister(viewer) && <a href="/admin">Admin</a>}
        <form action="/sign-out" method="post">
          <button type="submit">Sign out</button>
        </form>
      </nav>
    </details>
  );
}
