import { AccountMenu } from "@/components/layout/account-menu";
import { FeedLinks } from "@/components/layout/feed-links";
import { SearchInput } from "@/components/search/search-field";
import { SearchIcon, ThemeIcon } from "@/components/ui/icons";
import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";

/** The header of every page. */
export function SiteHeader({ viewer, unread }: { viewer: Viewer | null; unread: number }) {
  return (
    <header className="wrap">
      <div className="flex h-14 items-center gap-3 border-b border-line sm:h-16 sm:gap-6">
        <a
          href="/"
          className="font-serif text-[23px] font-semibold leading-none tracking-tight hover:no-underline"
        >
          {getConfig().HUB_NAME}
          <span className="text-accent">.</span>
        </a>
        <FeedLinks />
        <div className="ml-auto flex items-center gap-2 sm:gap-3">
          <SearchBox />
          <a href="/search" aria-label="Search" className="p-2 text-soft md:hidden">
            <SearchIcon />
          </a>
          <button
            type="button"
            data-theme-toggle
            data-needs-script
            aria-label="Light or dark"
            className="p-2 text-soft"
          >
            <ThemeIcon />
          </button>
          <a href="/submit" className="btn">
            Submit
          </a>
          <AccountMenu viewer={viewer} unread={unread} />
        </div>
      </div>
    </header>
  );
}

function SearchBox() {
  return (
    <form
      action="/search"
      data-search-form
      className="relative hidden items-center md:flex in-[body:has([data-search])]:hidden"
    >
      <span className="pointer-events-none absolute left-3 text-faint">
        <SearchIcon />
      </span>
      <SearchInput placeholder="Search papers" className="field w-48 pr-8 pl-9 lg:w-72" />
      <kbd className="pointer-events-none absolute right-2.5 rounded border border-line px-1.5 py-0.5 font-sans text-[11px] text-faint">
        /
      </kbd>
    </form>
  );
}
