import { beforeEach, describe, expect, it } from "vitest";
import { getConfig } from "@/lib/base/config";
import {
  type ContentPaper,
  cut,
  type DigestContent,
  footOf,
  subjectOf,
} from "@/lib/digests/mail-content/content";
import { writeHtml } from "@/lib/digests/mail-content/html";
import { mailOf } from "@/lib/digests/mail-content/mail";
import { writeText } from "@/lib/digests/mail-content/text";

beforeEach(() => void Object.assign(getConfig(), { HUB_URL: "https://hub.example", HUB_NAME: "Quire" }));

const paper: ContentPaper = {
  key: "2603.00001",
  title: "Bounds of $O(n^2)$ for <b>na\u00efve</b> learners",
  abstractKind: "abstract",
  abstract: "We show that $\\alpha \\leq 1$ holds & more. ".repeat(20),
  authors: ["Ada Lovelace", "Alan Turing"],
  organization: "A Lab",
  topics: ["cs.LG", "stat.ML", "math.ST"],
  upvotes: 3,
  commentCount: 1,
  codeUrl: "https://code.example/x",
  withdrawn: false,
  withdrawnBy: null,
  reason: "2.3× for “learning theory”",
};
const content: DigestContent = {
  title: "Trending papers",
  feed: "/",
  cadence: "daily",
  period: { kind: "day", start: "2026-03-12" },
  papers: [paper, { ...paper, key: "q-two", title: "Two" }],
  token: "t".repeat(32),
};

describe("the HTML", () => {
  it("contains each paper with its reason and links to confirmation pages, escaped", () => {
    const html = writeHtml(content);
    expect(html).toContain("for &#x3C;b>naïve&#x3C;/b> learners");
    expect(html).toContain('href="https://hub.example/papers/2603.00001"');
    expect(html).toContain('href="https://hub.example/mail/upvote?paper=2603.00001"');
    expect(html).toContain('href="https://hub.example/mail/save?paper=q-two"');
    expect(html).toContain("2.3× for “learning theory”");
    expect(html).toContain("Thursday, 12 March 2026");
    expect(html).toContain(`https://hub.example/subscriptions/preferences?token=${content.token}`);
  });

  it("loads nothing, runs no script, and supports dark mode", () => {
    const html = writeHtml(content);
    expect(html).not.toMatch(/<(img|script|link|iframe|form|video)|src=|url\(|@import/i);
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain("prefers-color-scheme:dark");
  });

  it("stays under 100 kB with thirty papers of maximum length", () => {
    const long = {
      ...paper,
      title: `Ünïversal ${"long titles ".repeat(60)}`,
      reason: "reason ".repeat(20),
      key: "q-".padEnd(40, "x"),
      authors: Array.from({ length: 3000 }, (_, i) => `Firstname${i} ${"Lastname".repeat(8)}`),
    };
    const html = writeHtml({ ...content, papers: Array.from({ length: 30 }, () => long) });
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });
});

it("says in the HTML and in the text that a paper was withdrawn, and by whom", () => {
  const withdrawn = { ...content, papers: [{ ...paper, withdrawn: true, withdrawnBy: "arxiv" as const }] };
  for (const mail of [writeHtml(withdrawn), writeText(withdrawn)])
    expect(mail).toContain("This paper was withdrawn by arXiv.");
  for (const mail of [writeHtml(content), writeText(content)]) expect(mail).not.toContain("withdrawn");
});

it("keeps the direction of each title and name to itself", () => {
  const arabic = { ...paper, title: "عنوان", authors: ["محمد الخوارزمي", "דוד כהן"] };
  const html = writeHtml({ ...content, papers: [arabic] });
  expect(html).toMatch(/<h2 dir="auto"[^>]*>.*عنوان/);
  expect(html).toContain("<bdi>محمد الخوارزمي</bdi>, <bdi>דוד כהן</bdi>");
});

it("the foot mentions days or, in a weekly mail, weeks", () => {
  const foot = (cadence: DigestContent["cadence"]) => footOf({ ...content, cadence }).why;
  expect(foot("weekdays")).toContain("on weekdays. On days with nothing good no mail comes.");
  expect(foot("weekly")).toContain("once a week. In weeks with nothing good no mail comes.");
});

describe("the plain text", () => {
  it("is complete by itself: only links exceed the line length, no markup, formulas as characters", () => {
    const text = writeText(content);
    expect(text).toMatch(/^Quire: Trending papers\nThursday, 12 March 2026\n\n\n1\. Bounds of O\(n²\)/);
    expect(text).toContain("α≤1");
    expect(text).toContain("   Upvote: https://hub.example/mail/upvote?paper=2603.00001");
    expect(text).toContain("You get this because you asked Quire for “Trending papers” every day.");
    expect(text).toContain(`Stop these mails: https://hub.example/subscriptions/stop?token=${content.token}`);
    const words = text.split("\n").filter((line) => !line.includes("https://"));
    expect(Math.max(...words.map((line) => line.length))).toBeLessThanOrEqual(75);
  });
});

describe("the mail", () => {
  it("has headers for one-click unsubscribe and for the list's identity", () => {
    const { headers, subject, messageId } = mailOf(content, "ada@example.org", "<digest.1@hub.example>");
    expect(headers).toMatchObject({
      "List-Unsubscribe": `<https://hub.example/subscriptions/one-click?token=${content.token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": "Trending papers <trending.hub.example>",
    });
    expect([subject, messageId]).toEqual([
      "Bounds of O(n²) for <b>naïve</b> learners and 1 more paper",
      "<digest.1@hub.example>",
    ]);
  });

  it("has a list id made from the feed's address", () => {
    const search = { ...content, feed: "/search?q=agents+&topic=cs.CL", title: "Search: agents “x”" };
    const { headers } = mailOf(search, "ada@example.org", "<1@x>");
    expect(headers?.["List-Id"]).toBe("Search: agents x <search-q-agents-topic-cs-cl.hub.example>");
  });

  it("with one paper has its title as the subject", () => {
    expect(subjectOf({ ...content, papers: [paper] })).toBe("Bounds of O(n²) for <b>naïve</b> learners");
  });
});

it("a long text is cut between words", () => {
  expect(cut("one two three", 9)).toBe("one two…");
  expect(cut("one", 9)).toBe("one");
  expect(cut("x".repeat(20), 9)).toBe(`${"x".repeat(8)}…`);
});
