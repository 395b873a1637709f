import { createLog } from "@/lib/base/log";
import { plainHtml } from "@/lib/community/comments/markdown";
import { renderComment } from "@/lib/community/comments/render";
import { cleanComment, maxCommentLength } from "@/lib/community/comments/rules";
import { structureProblem } from "@/lib/community/comments/structure";
import { byHandSchema, submissionSchema } from "@/lib/community/submissions/schema";
import { readBudgets } from "@/lib/digests/budget-form";
import { readCursor } from "@/lib/feeds/cursor";
import { mixName } from "@/lib/feeds/for-you/mix";
import { wordMute } from "@/lib/feeds/for-you/mutes";
import { maxTokenLength, readShown } from "@/lib/feeds/for-you/shown-cursor";
import { maxLibraryLength, parseLibrary } from "@/lib/feeds/taste/parse-library";
import { labelSchema } from "@/lib/follows/schema";
import { canonicalRef } from "@/lib/follows/targets";
import { readMailReport } from "@/lib/mail/mail-report";
import { serviceSchema } from "@/lib/mail/mail-services";
import { canonicalKey, readAddress } from "@/lib/papers/address";
import { authorSlug } from "@/lib/papers/author-slug";
import { readPaper } from "@/lib/papers/import/read-paper";
import { latexToText, plainText } from "@/lib/papers/latex/latex";
import { typesetMath } from "@/lib/papers/latex/math-ml";
import { toTexTitle } from "@/lib/papers/latex/to-tex";
import { sortableName } from "@/lib/papers/names";
import { titleKey } from "@/lib/papers/title-key";
import { browserWords } from "@/lib/people/browser";
import { emailSchema, profileSchema, usernameSchema } from "@/lib/people/schema";
import { suggestUsername } from "@/lib/people/username";
import { toBibtex } from "@/lib/programs/formats/bibtex";
import type { Cited } from "@/lib/programs/formats/cited";
import { toCoins } from "@/lib/programs/formats/coins";
import { paperMarkdown } from "@/lib/programs/formats/markdown";
import { toRis } from "@/lib/programs/formats/ris";
import { linksBody } from "@/lib/programs/huggingface/links";
import { readRequest } from "@/lib/programs/oai/request";
import { newWebhookSchema } from "@/lib/programs/webhooks/schema";
import { markText, passageOf, wantedOf } from "@/lib/search/highlight";
import { findKeywords } from "@/lib/search/keywords/keywords";
import { cleanSummary } from "@/lib/search/keywords/summaries";
import { findTfIdfTerms } from "@/lib/search/keywords/tf-idf";
import { cleanQuery, parseQuery } from "@/lib/search/query";
import { correctSpelling, toVocabulary } from "@/lib/search/spelling";
import { containsWords } from "@/lib/search/words";
import { cacheKey } from "@/lib/server/front/cache-key";
import { cleanCookies, sessionToken } from "@/lib/server/front/cookies";
import { innerAddress } from "@/lib/server/front/negotiate";
import { addressProblem } from "@/lib/server/front/problem-page";
import { readBearer } from "@/lib/web/bearer";
import { safeNext } from "@/lib/web/next-path";
import { parseJson } from "@/lib/web/request";

/** A function that reads people's words, and the longest text that reaches it. */
export type TextParser = { name: string; longest: number; read: (text: string) => unknown };

// Characters: of a form, a JSON body, an address or header, and the longest text of a paper, which comes from a file.
const form = 150_000;
const body = 512 * 1024;
const header = 16_000;
const abstract = 20_000;
const title = 2000;

const profile = { name: "", bio: "", links: "", timeZone: "" };
const entry = { title: "A title", authors: "A", abstract: "An abstract of a paper.", link: "", topics: "" };
const words = Array.from({ length: 60_000 }, (_, i) => ({
  term: `word${i.toString(36)}`,
  count: 60_000 - i,
}));
const vocabulary = toVocabulary(words);
const frequencies = { papers: 80_000, of: () => 3 };
const muted = Array.from({ length: 500 }, (_, i) => ({ kind: "word" as const, ref: `a b ${i}` }));
const isMuted = wordMute(muted);
const shown = (text: string) => [{ title: "", abstract: text, authors: [] }];

/** A paper of which everything that people wrote is this text. */
function cited(text: string): Cited {
  const day = new Date("2026-01-05");
  return {
    id: 1,
    citeKey: null,
    key: "2601.05230",
    title: text.slice(0, title),
    abstract: text,
    abstractKind: "abstract",
    authors: Array(100).fill(text.slice(0, 100)),
    familyNames: [],
    organization: null,
    organizationSlug: null,
    topics: ["cs.CL"],
    keywords: [],
    comment: text.slice(0, 5000),
    journalRef: text.slice(0, 5000),
    doi: null,
    dois: [],
    licence: null,
    publishedAt: day,
    announcedAt: day,
    updatedAt: day,
    day,
    sourceUrl: null,
    codeUrl: null,
    codeStars: null,
    projectUrl: null,
    withdrawn: false,
    withdrawnBy: null,
    upvotes: 1,
    commentCount: 1,
  };
}

/** Every parser of people's words, by the kind of words. */
export const textParsers: TextParser[] = [
  {
    name: "comment: structure",
    longest: maxCommentLength,
    read: (text) => structureProblem(cleanComment(text)),
  },
  {
    name: "comment: rendering",
    longest: maxCommentLength,
    read: (text) => renderComment(cleanComment(text)),
  },
  { name: "comment: as plain text", longest: maxCommentLength, read: plainHtml },
  { name: "profile: name", longest: form, read: (name) => profileSchema.safeParse({ ...profile, name }) },
  { name: "profile: bio", longest: form, read: (bio) => profileSchema.safeParse({ ...profile, bio }) },
  { name: "profile: links", longest: form, read: (links) => profileSchema.safeParse({ ...profile, links }) },
  {
    name: "profile: time zone",
    longest: form,
    read: (timeZone) => profileSchema.safeParse({ ...profile, timeZone }),
  },
  {
    name: "username",
    longest: form,
    read: (text) => [usernameSchema.safeParse(text), suggestUsername(text)],
  },
  { name: "mail address", longest: form, read: (text) => emailSchema.safeParse(text) },
  {
    name: "names of mixes, follows",
    longest: form,
    read: (text) => [mixName.safeParse(text), labelSchema.safeParse(text)],
  },
  {
    name: "submission: paper",
    longest: form,
    read: (id) => [submissionSchema.safeParse({ id }), readAddress(id), canonicalKey(id)],
  },
  {
    name: "submission: comment",
    longest: form,
    read: (comment) => submissionSchema.safeParse({ id: "1", comment }),
  },
  {
    name: "submission: links",
    longest: form,
    read: (codeUrl) => submissionSchema.safeParse({ id: "1", codeUrl }),
  },
  { name: "entry: title", longest: form, read: (text) => byHandSchema.safeParse({ ...entry, title: text }) },
  { name: "entry: authors", longest: form, read: (authors) => byHandSchema.safeParse({ ...entry, authors }) },
  {
    name: "entry: abstract",
    longest: form,
    read: (text) => byHandSchema.safeParse({ ...entry, abstract: text }),
  },
  { name: "entry: link", longest: form, read: (link) => byHandSchema.safeParse({ ...entry, link }) },
  { name: "entry: topics", longest: form, read: (topics) => byHandSchema.safeParse({ ...entry, topics }) },
  {
    name: "contract: links",
    longest: body,
    read: (text) => linksBody.safeParse({ githubRepo: text, projectPage: text }),
  },
  { name: "webhook", longest: form, read: (url) => newWebhookSchema.safeParse({ url, event: "paper" }) },
  { name: "paper: LaTeX to text", longest: abstract, read: (text) => latexToText(text) },
  { name: "paper: plain text", longest: abstract, read: plainText },
  { name: "paper: formulas", longest: abstract, read: typesetMath },
  { name: "paper: text to LaTeX", longest: abstract, read: toTexTitle },
  { name: "paper: title", longest: title, read: titleKey },
  { name: "paper: author", longest: 1000, read: (name) => [authorSlug(name), sortableName(name)] },
  {
    name: "paper: keywords",
    longest: abstract,
    read: (text) => findKeywords({ title: "", abstract: text }, { papers: 0, of: () => undefined }),
  },
  {
    name: "paper: terms",
    longest: abstract,
    read: (text) => findTfIdfTerms({ title: "", abstract: text }, frequencies),
  },
  {
    name: "paper: line of a file",
    longest: abstract,
    read: (text) =>
      readPaper(
        JSON.stringify({
          id: "2601.05230",
          title: text.slice(0, title),
          abstract: text,
          authors: [text.slice(0, 1000)],
          categories: [],
          announced: "2026-01-05",
        }),
      ),
  },
  { name: "paper: BibTeX", longest: abstract, read: (text) => toBibtex([cited(text)]) },
  { name: "paper: RIS", longest: abstract, read: (text) => toRis([cited(text)]) },
  { name: "paper: Markdown", longest: abstract, read: (text) => paperMarkdown(cited(text), "") },
  { name: "paper: COinS", longest: abstract, read: (text) => toCoins(cited(text)) },
  { name: "search: query", longest: header, read: (text) => wantedOf(parseQuery(text)) },
  {
    name: "search: marking",
    longest: abstract,
    read: (text) => markText(text, wantedOf(parseQuery(text)), "abstract"),
  },
  {
    name: "search: passage",
    longest: abstract,
    read: (text) => passageOf(`${text} end`, wantedOf(parseQuery(`"${text.slice(0, 200)}" end`))),
  },
  {
    name: "search: conditions",
    longest: abstract,
    read: (text) => containsWords(text, { text: `${text.slice(0, 200)} b`, phrase: true }),
  },
  {
    name: "search: spelling",
    longest: header,
    read: (text) => correctSpelling(cleanQuery(text), shown(text), vocabulary),
  },
  { name: "follow: text", longest: title, read: (text) => canonicalRef("text", text) },
  { name: "follow: search", longest: title, read: (text) => canonicalRef("search", text) },
  {
    name: "mute: words in a paper",
    longest: abstract,
    read: (text) => isMuted({ text: text.toLowerCase() }),
  },
  {
    name: "digest: budgets",
    longest: form,
    read: (text) => readBudgets({ budget: ["wild"], papers: [text], per: ["day"] }),
  },
  { name: "library: list", longest: maxLibraryLength, read: parseLibrary },
  {
    name: "library: BibTeX",
    longest: maxLibraryLength,
    read: (text) => parseLibrary(`@article{a, title={${text.slice(0, -30)}}}`),
  },
  {
    name: "library: BibTeX field",
    longest: 20_000,
    read: (text) => parseLibrary(`@article{a,\n note = {${text.slice(0, -50)}},\n title = "a"}`),
  },
  {
    name: "library: RIS",
    longest: maxLibraryLength,
    read: (text) => parseLibrary(`TY  - JOUR\nTI  - ${text.slice(0, -40)}\nER  - `),
  },
  {
    name: "mail: report",
    longest: body,
    read: (text) => readMailReport(`Content-Type: message/delivery-status\n\n${text}`),
  },
  {
    name: "mail: event of a service",
    longest: body,
    read: (text) => serviceSchema.safeParse({ Type: "Notification", Message: text }),
  },
  { name: "program: JSON", longest: body, read: parseJson },
  {
    name: "program: JSON text",
    longest: body,
    read: (text) => parseJson(JSON.stringify({ text: text.slice(0, body / 6) })),
  },
  {
    name: "program: OAI-PMH",
    longest: body,
    read: (text) => readRequest(new URLSearchParams({ verb: "ListRecords", set: text })),
  },
  { name: "program: cursors", longest: maxTokenLength, read: (text) => [readCursor(text), readShown(text)] },
  { name: "program: summary", longest: body, read: cleanSummary },
  {
    name: "log line",
    longest: header,
    read: (text) => createLog("info", { write: () => undefined }).info({ err: new Error(text) }, "failed"),
  },
  {
    name: "address and Accept",
    longest: header,
    read: (text) => [
      innerAddress("/", text),
      innerAddress(`/papers/${text}`, "*/*"),
      cacheKey(`/search?q=${text}`),
    ],
  },
  { name: "address: query", longest: header, read: (text) => addressProblem(`/search?${text}`) },
  { name: "cookies", longest: header, read: (text) => [cleanCookies(text), sessionToken(text)] },
  {
    name: "headers and next",
    longest: header,
    read: (text) => [readBearer(`Bearer ${text}`), browserWords(text), safeNext(`/${text}`)],
  },
];
