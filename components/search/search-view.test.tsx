import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { SearchView } from "@/components/search/search-view";
import type { FeedPage } from "@/lib/feeds/list-feed";
import { searchParamsSchema } from "@/lib/search/search-params";

vi.mock("@/lib/web/actions/follows", () => ({ setFollow: "/follow" }));
vi.mock("@/lib/web/actions/upvotes", () => ({ setUpvote: "/vote" }));
vi.mock("@/lib/web/actions/saves", () => ({ setSave: "/save", saveOrNot: vi.fn() }));
vi.mock("@/components/digests/subscribe-box", () => ({
  SubscribeBox: ({ feed }: { feed: string }) => <i data-feed={feed} />,
}));
vi.mock("@/components/follows/follow-button", () => ({
  FollowButton: ({ subject }: { subject: string }) => <i data-subject={subject} />,
}));

const outcome = { found: 0, more: false, meaning: true, corrected: null, loosened: null };

/** The page's HTML for an address, as text with its links. */
function page(
  query: string,
  search: Partial<NonNullable<FeedPage["search"]>> = {},
  better: string | null = null,
) {
  const params = searchParamsSchema.parse(Object.fromEntries(new URLSearchParams(query)));
  const html = renderToStaticMarkup(
    <SearchView
      params={params}
      page={{ items: [], next: null, search: { ...outcome, ...search } }}
      better={better}
      today="2026-03-10"
      progress={null}
      followed={false}
      signedIn={false}
    />,
  );
  return { html: html.replaceAll("&amp;", "&"), text: html.replace(/<[^>]+>/g, "").replaceAll("&amp;", "&") };
}

describe("a search page", () => {
  it("shows for which words it has results, with a way back that keeps filters and order", () => {
    const { html, text } = page("q=difusion&topic=cs.LG&sort=top", { corrected: "diffusion" });
    expect(text).toContain("Showing results for diffusion. Search instead for difusion");
    expect(html).toContain('href="/search?q=difusion&topic=cs.LG&verbatim=1&sort=top"');
    // What is followed and subscribed to is what is shown.
    expect(html).toContain('data-subject="q=diffusion&topic=cs.LG&sort=top"');
    expect(html).toContain("/feeds/search.atom?q=diffusion&topic=cs.LG&sort=newest");
  });

  it("keeps searching as typed when the order or a filter changes", () => {
    const { html, text } = page("q=difusion&verbatim=1", {}, "diffusion");
    expect(text).toContain("Searched exactly as typed. Did you mean diffusion?");
    expect(html).toContain('href="/search?q=difusion&verbatim=1&sort=newest"');
    expect(html).toContain('name="verbatim" value="1"');
    expect(html).toContain('href="/search?q=diffusion"');
  });

  it("offers its feeds with the newest papers first", () => {
    const { html } = page("q=agents");
    const feeds = [...html.matchAll(/<link rel="alternate"[^>]*href="([^"]+)"/g)].map(([, href]) => href);
    expect(feeds).toEqual([
      "/feeds/search.atom?q=agents&sort=newest",
      "/feeds/search.rss?q=agents&sort=newest",
      "/feeds/search.json?q=agents&sort=newest",
    ]);
    expect(html).not.toMatch(/feeds\/search\.(atom|rss|json)\?q=agents"/);
  });

  it("says that phrases were loosened", () => {
    const { html, text } = page('q=how "small models" and "long chains" help', { loosened: "how …" });
    expect(text).toContain(
      "Not every paper below has “small models” and “long chains” in exactly these words",
    );
    expect(html).toContain("verbatim=1");
  });

  it("names topics and years that do not exist", () => {
    const { text } = page("q=x cat:nothing -cat:cs.XX year:soon");
    expect(text).toContain("There is no topic “nothing”, so this condition was left out.");
    expect(text).toContain("There is no topic “cs.XX”");
    expect(text).toContain("“year:soon” was left out");
  });

  it.each([
    ["q=zzzqqq", "Nothing matches “zzzqqq” in words or in meaning"],
    ["q=2503.99999", "This hub does not hold “2503.99999”, and no paper here mentions it"],
    ["q=au:nobody", "Nothing matches “au:nobody”"],
    ["q=agents&code=1", "Nothing matches “agents” with these filters"],
    ["q=%F0%9F%98%80", "There is no word to search for in “😀”"],
    ["q=?!", "There is no word to search for in “?!”"],
    ["q=cat:nothing", "There is nothing left to search for"],
    ["code=1", "No papers match these filters"],
  ])("%s says that nothing was found, and what to do next", (query, words) => {
    const { text } = page(query);
    expect(text).toContain(words);
    expect(text).toContain("Submit it");
  });

  it("does not claim to have compared meanings where it has not", () => {
    expect(page("q=zzzqqq", { meaning: false }).text).not.toContain("or in meaning");
  });
});
