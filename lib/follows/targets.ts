import { AppError } from "@/lib/base/errors";
import { beginningOf, storableText } from "@/lib/base/text";
import { canonicalKey } from "@/lib/papers/address";
import { authorSlug, organizationSlug } from "@/lib/papers/author-slug";
import { findOrganization } from "@/lib/papers/organizations";
import { findAuthor, findPaper } from "@/lib/papers/papers";
import { currentTopicId, findTopic, topicName } from "@/lib/papers/topics/topics";
import { findPerson } from "@/lib/people/people";
import { foldUsername } from "@/lib/people/username";
import { cleanQuery } from "@/lib/search/query";
import { minTextLength } from "@/lib/search/request";
import { type SearchParams, searchParamsSchema, searchQueryString } from "@/lib/search/search-params";
import { askedWords } from "@/lib/search/words";
import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

export type Kind = FollowKind | MuteKind;

/** Something to follow or mute: the canonical reference under which it is stored, and the label that is shown. */
export type Target = { ref: string; label: string };

// An index entry holds no more, and the embedding model reads only the first 200 words or so of a text.
const maxTextSize = { characters: 1000, bytes: 2000 };

/** The canonical spelling of a reference; does not check whether the thing exists. */
export function canonicalRef(kind: Kind, ref: string): string {
  return spellings[kind](ref.trim());
}

/**
 * The thing that a reference names.
 * @throws AppError not-found if it does not exist; invalid if a muted word or a text is too short or too long
 */
export async function getTarget(kind: Kind, given: string): Promise<Target> {
  const spelled = canonicalRef(kind, given);
  const ref = kind === "author" ? ((await findAuthor(spelled))?.slug ?? spelled) : spelled;
  const label = await labels[kind](ref);
  if (label === null) throw new AppError("not-found", missing[kind]);
  return { ref, label };
}

const spellings: Record<Kind, (ref: string) => string> = {
  topic: currentTopicId,
  author: (ref) => authorSlug(ref),
  organization: (ref) => organizationSlug(ref),
  person: (ref) => foldUsername(ref),
  paper: (ref) => canonicalKey(ref) ?? ref,
  // A followed search is always run as it was written.
  search: (ref) => searchQueryString({ ...readSearch(ref), sort: "relevance", verbatim: undefined }),
  text: cutText,
  word: (ref) => askedWords(ref).join(" "),
};

const labels: Record<Kind, (ref: string) => Promise<string | null> | string | null> = {
  topic: (ref) => findTopic(ref)?.name ?? null,
  author: async (ref) => (await findAuthor(ref))?.name ?? null,
  organization: async (ref) => (await findOrganization(ref))?.name ?? null,
  person: async (ref) => (await findPerson(ref))?.username ?? null,
  paper: async (ref) => {
    const paper = await findPaper(ref);
    return paper?.status === "listed" ? paper.title : null;
  },
  search: (ref) => {
    const params = readSearch(ref);
    if (params.topic && !findTopic(params.topic)) throw new AppError("not-found", missing.topic);
    return ref ? searchLabel(params) : null;
  },
  text: textLabel,
  word: wordLabel,
};

const missing: Record<Kind, string> = {
  topic: "There is no such topic.",
  author: "No paper here is signed with that name.",
  organization: "No paper here is from that organisation.",
  person: "There is nobody of that name here.",
  paper: "There is no such paper here.",
  search: "This search asks for nothing.",
  text: "That text says nothing.",
  word: "That is no word.",
};

/** Parses the query string of a search, such as `q=agents&topic=cs.CL`; a leading `?` or `/search?` is ignored. */
export function readSearch(ref: string): SearchParams {
  const query = new URLSearchParams(ref.replace(/^(\/search)?\?/, ""));
  const given = [...query].map(([name, value]) => [name, storableText(value)]);
  return searchParamsSchema.parse(Object.fromEntries(given));
}

function searchLabel({ q, topic, year, from, until, code, upvotes }: SearchParams): string {
  const words = [
    cleanQuery(q) || "All papers",
    topic && `in ${topicName(topic)}`,
    year && `of ${year}`,
    from && `since ${from}`,
    until && `until ${until}`,
    code && "with code",
    upvotes && `from ${upvotes} upvotes`,
  ];
  return words.filter(Boolean).join(" ");
}

function textLabel(text: string): string {
  if (text.length < minTextLength)
    throw new AppError("invalid", "A sentence or two more, please: this is too short to compare.");
  return text.length <= 80 ? text : `${beginningOf(text, 80).replace(/\s+\S*$/, "")} …`;
}

function wordLabel(word: string): string {
  if (word.length < 2 || word.length > 60)
    throw new AppError(
      "invalid",
      "A muted word has 2 to 60 letters or digits; a few words in a row will do.",
    );
  return word;
}

function cutText(text: string): string {
  const clean = [...text.replace(/[\p{C}\s]+/gu, " ").trim()].slice(0, maxTextSize.characters).join("");
  const bytes = Buffer.from(clean).subarray(0, maxTextSize.bytes);
  // A character cut in two at the end decodes to U+FFFD.
  return bytes.toString("utf8").replace(/�$/, "").trim();
}
