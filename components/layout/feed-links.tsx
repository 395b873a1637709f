"use client";

import { usePathname } from "next/navigation";

// Address, name, and the paths on which the link is marked as the current one.
const feeds = [
  ["/", "Trending", /^\/($|(trending|for-you|date|week|month)(\/|$))/],
  ["/new", "New", /^\/new$/],
  ["/topics", "Topics", /^\/topics(\/|$)/],
  ["/map", "Map", /^\/map$/],
] as const;

/** Links to the main lists, the current one marked. */
export function FeedLinks() {
  const path = usePathname();
  return (
    <nav aria-label="Feeds" className="hidden gap-5 text-[14px] text-soft sm:flex">
      {feeds.map(([href, name, here]) => (
        <a
          key={href}
          href={href}
          aria-current={here.test(path) ? "true" : undefined}
          className="aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
