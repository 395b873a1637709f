import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { FeedList } from "@/components/feeds/feed-list";
import { Authors } from "@/components/papers/authors";
import { PaperCard } from "@/components/papers/paper-card";
import { VoteChart } from "@/components/papers/vote-chart";
import { JsonLd } from "@/components/ui/json-ld";
import { MathText, TitleText } from "@/components/ui/math-text";
import { readCoins } from "@/e2e/support/read-coins";
import type { FeedItem } from "@/lib/feeds/list-feed";

vi.mock("@/lib/web/actions/upvotes", () => ({ setUpvote: "/vote" }));
vi.mock("@/lib/web/actions/saves", () => ({ setSave: "/save", saveOrNot: vi.fn() }));

const paper: FeedItem = {
  id: 1,
  key: "2603.00001",
  title: "An $x^2$ bound",
  abstract: "We study <b>it</b>.",
  abstractKind: "abstract",
  authors: ["Ada Lovelace", "Blaise Pascal", "Carl Gauss", "David Hilbert", "Emmy Noether"],
  authorSlugs: ["ada-lovelace", "blaise-pascal", "carl-gauss", "david-hilbert", "emmy-noether"],
  organization: "A Lab",
  organizationSlug: "a-lab",
  topics: ["cs.CL", "cs.LG", "stat.ML"],
  day: new Date("2026-03-12"),
  announcedAt: new Date("2026-03-12"),
  submittedAt: null,
  publishedAt: new Date("2026-03-10"),
  doi: null,
  sourceUrl: null,
  heat: 1500,
  upvotes: 7,
  commentCount: 1,
  codeUrl: "https://github.com/a/b",
  codeStars: 1234,
  projectUrl: null,
  links: [],
  withdrawn: false,
  withdrawnBy: null,
  featured: false,
  submitter: null,
  rank: 3,
  upvoted: false,
  uncounted: null,
  saved: false,
  wantsMore: false,
};

const card = (given: Partial<FeedItem> = {}) =>
  renderToStaticMarkup(<PaperCard paper={{ ...paper, ...given }} today="2026-03-12" signedIn={false} />);

describe("the organisation of a row", () => {
  it("is a link to its papers, with the whole name as its title", () => {
    const html = card({ organization: "<Ü> Lab", organizationSlug: "u-lab-上海" });
    expect(html).toContain('href="/organizations/u-lab-%E4%B8%8A%E6%B5%B7"');
    expect(html).toContain("<bdi>&lt;Ü&gt; Lab</bdi>");
  });

  it("is plain text until it has an address, and absent where none is known", () => {
    expect(card({ organizationSlug: null })).toContain('<bdi class="organization">A Lab</bdi>');
    expect(card({ organization: null, organizationSlug: null })).not.toContain("organization");
  });
});

describe("a row", () => {
  it("shows a model, a dataset, a Space and a video as icons, one of each kind", () => {
    const html = card({
      links: [
        { kind: "code", url: "https://github.com/a/b", origin: "abstract" },
        { kind: "model", url: "https://huggingface.co/a/m", origin: "abstract" },
        { kind: "model", url: "https://huggingface.co/a/n", origin: "abstract" },
        { kind: "video", url: "https://youtu.be/x1y2z3", origin: "comment" },
      ],
    });
    expect(html.match(/aria-label="(?:Model|Dataset|Space|Video)[^"]*"/g)).toEqual([
      'aria-label="Model: huggingface.co/a/m"',
      'aria-label="Video: youtu.be/x1y2z3"',
    ]);
  });

  it("shows the paper's key facts", () => {
    const html = card();
    for (const words of [
      "announced today",
      "1 comment",
      "code ★ 1.2k",
      "and 2 more",
      "cs.LG",
      'href="/papers/2603.00001"',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain("stat.ML");
  });

  it("labels the upvote button for screen readers, pressed or not", () => {
    expect(card()).toContain('aria-pressed="false" aria-label="Upvote, 7 upvotes"');
    expect(card({ upvoted: true, upvotes: 1 })).toContain(
      'aria-pressed="true" aria-label="Take back your upvote, 1 upvote"',
    );
  });

  it("offers to save, and shows when it is saved", () => {
    expect(card()).toContain('aria-pressed="false" aria-label="Save for later">save<');
    expect(card({ saved: true })).toContain('aria-label="Saved; take it off your list">saved<');
  });

  it("tells a voter that a vote does not count", () => {
    expect(card({ upvoted: true, uncounted: "own_paper" })).toContain("not counted");
  });

  it("marks summaries, features, submitters and withdrawals", () => {
    const html = card({
      abstractKind: "summary",
      featured: true,
      withdrawn: true,
      submitter: "ada",
      commentCount: 0,
    });
    for (const words of ["Summary", "featured", "withdrawn", "submitted by ada", "discuss"])
      expect(html).toContain(words);
  });

  it("names a notice of withdrawal that stands in the place of the abstract", () => {
    const abstract = "This paper has been withdrawn by the authors.";
    expect(card({ withdrawn: true, abstract })).toContain("Notice of withdrawal");
    expect(card({ withdrawn: true })).not.toContain("Notice of withdrawal");
    expect(card({ abstract })).not.toContain("Notice of withdrawal");
  });

  it("keeps the direction of the title and of each name to itself", () => {
    const authors = ["محمد الخوارزمي", "דוד כהן"];
    const html = card({ title: "عنوان", authors, authorSlugs: ["one", "two"] });
    expect(html).toMatch(/<h2[^>]* dir="auto"/);
    for (const name of authors) expect(html).toMatch(new RegExp(`<bdi><a [^>]*>${name}</a></bdi>`));
    expect(renderToStaticMarkup(<TitleText text="عنوان" />)).toBe("<bdi>عنوان</bdi>");
  });

  it("tells of a submitted paper when arXiv announced it and when it was submitted", () => {
    const html = card({
      key: "1706.03762",
      publishedAt: new Date("2017-06-12T17:57:34Z"),
      day: new Date("2026-03-12"),
      submittedAt: new Date("2026-03-12T09:00:00Z"),
      submitter: "ada",
    });
    expect(html).toContain("13 Jun 2017");
    expect(html).toContain("submitted today by ada");
    expect(html).not.toContain("announced today");
  });

  it("escapes markup in texts", () => expect(card()).toContain("&lt;b&gt;it&lt;/b&gt;"));
});

describe("a list", () => {
  const list = (items: FeedItem[], next: string | null) =>
    renderToStaticMarkup(
      <FeedList
        page={{ items, next }}
        today="2026-03-12"
        signedIn={false}
        address="/?window=week"
        empty="Nothing here"
      />,
    );

  it("links to its next and its first page", () => {
    expect(list([{ ...paper, rank: 1 }], "abc")).toContain('href="/?window=week&amp;after=abc"');
    expect(list([{ ...paper, rank: 1 }], "abc")).not.toContain("First page");
    expect(list([{ ...paper, rank: 51 }], null)).toContain("First page");
  });

  it("gives reference managers every paper of the page", () => {
    const html = list(
      [paper, { ...paper, id: 2, key: "q-abcd1234", title: 'Q & "A"', doi: "10.1000/x" }],
      null,
    );
    const coins = [...html.matchAll(/<span class="Z3988" title="([^"]+)" aria-hidden="true"><\/span>/g)];
    const told = coins.map(([, title = ""]) => readCoins(title.replaceAll("&amp;", "&")));
    expect(told.map(({ title, doi }) => [title, doi])).toEqual([
      ["An x² bound", "10.48550/arXiv.2603.00001"],
      ['Q & "A"', "10.1000/x"],
    ]);
    expect(told[0]?.creators).toHaveLength(5);
  });

  it("says so when it is empty", () => expect(list([], null)).toContain("Nothing here"));
});

describe("small parts", () => {
  it("render formulas as MathML, and leave those that cannot be parsed as typed", () => {
    expect(renderToStaticMarkup(<MathText text="an $x^2$ bound" />)).toContain(
      "<msup><mi>x</mi><mn>2</mn></msup>",
    );
    expect(renderToStaticMarkup(<MathText text="$\undefinedcommand{$" />)).toContain("undefinedcommand");
    expect(renderToStaticMarkup(<MathText text="$\href{javascript:alert(1)}{x}$" />)).not.toContain("href=");
  });

  it("show one further author rather than 'and 1 more'", () => {
    const names = ["A", "B", "C", "D"];
    const html = renderToStaticMarkup(<Authors names={names} slugs={names} most={3} />);
    expect(html).toContain(">D</a>");
  });

  it("draw votes by day, and say when there are none", () => {
    const votes = [
      { day: "2026-03-10", votes: 3 },
      { day: "2026-03-12", votes: 6 },
    ];
    const html = renderToStaticMarkup(<VoteChart votes={votes} from="2026-03-10" until="2026-03-12" />);
    expect(html.match(/<rect/g)).toHaveLength(3);
    expect(html).toContain("12 Mar 2026: 6");
    expect(renderToStaticMarkup(<VoteChart votes={[]} from="2026-03-10" until="2026-03-12" />)).toContain(
      "No upvotes yet",
    );
  });

  it("keep a closing tag in data from ending its element", () => {
    expect(renderToStaticMarkup(<JsonLd data={{ a: "</script>" }} />)).toBe(
      '<script type="application/ld+json">{"a":"\\u003c/script>"}</script>',
    );
  });
});
