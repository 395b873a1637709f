import { counted } from "@/lib/base/text";
import type { Followed, Seen } from "@/lib/feeds/for-you/reader";
import type { Placement } from "@/lib/feeds/for-you/slots";
import type { Reason, Sum, SumPart } from "@/lib/feeds/for-you/sum";
import { weightWords } from "@/lib/feeds/for-you/weight-words";
import { multiple, voteNumber } from "@/lib/papers/heat";

// All sentences about sums. Code must never parse them to decide something: it uses kinds and ids instead.

const seenWords: Record<Seen, string> = {
  opened: "You opened it before",
  upvoted: "You upvoted it before",
  saved: "You saved it before",
  wanted: "You asked for more like it before",
  imported: "You imported it",
  passed: "You passed it by three times",
};

const asides: Record<Placement, string | null> = {
  score: null,
  "wild-card": "It stands higher than its sum: some places are kept for wild cards.",
  pinned: "It stands higher than its sum, lest this interest be missed.",
};

/** A sentence that says why a paper's place does not follow from its sum; null if it does. */
export function placementWords(placement: Placement): string | null {
  return asides[placement];
}

/** One part of a sum in words: "Your interest “diffusion models”", "You follow cs.CL". */
export function sumPartWords(part: SumPart): string {
  switch (part.kind) {
    case "trend":
      return trendWords(part) + weighed(part.weight);
    case "track-record":
      return recordWords(part);
    case "interest":
      return interestPartWords(part);
    case "outside-interests":
      return "Outside your interests";
    case "similar-readers":
      return "Liked by readers like you";
    case "declined-author":
      return "By an author you turned down";
    case "follow":
      return followWords(part.follow);
    case "followed-people":
      return `${part.count} people you follow upvoted`;
    case "new":
      return "New since your last visit";
    case "age":
      return `${ageWords(part.hours)} old${weighed(part.weight)}`;
    case "comments":
      return counted(part.count, "comment") + weighed(part.weight);
    case "seen":
      return seenWords[part.how];
  }
}

function interestPartWords({ name, title }: Extract<SumPart, { kind: "interest" }>): string {
  if (name) return `Your interest “${name}”`;
  return title ? `Papers like “${title}”` : "Like what you read";
}

/** The reason for a paper's place, in one line. */
export function reasonWords({ reason, placement, parts }: Sum): string {
  const pinned = placement === "pinned" ? ", of which little would be here otherwise" : "";
  const seen = parts.find((part) => part.kind === "seen");
  return plainReason(reason) + pinned + (seen ? `, though ${lowerFirst(sumPartWords(seen))}` : "");
}

function plainReason(reason: Reason): string {
  switch (reason.kind) {
    case "own":
      return reason.parts.map(strongPart).join(", ");
    case "trending":
      return "Trending with everyone";
    case "recent":
      return "Among the papers of these days";
    case "wild-card":
      return wildCardWords(reason);
  }
}

function strongPart(part: SumPart, i: number): string {
  const words = sumPartWords(part);
  if (part.kind === "interest") return `${multiple(part.heat)}× for ${lowerFirst(words)}`;
  return i === 0 ? words : lowerFirst(words);
}

function wildCardWords(reason: Extract<Reason, { kind: "wild-card" }>): string {
  if (reason.from !== "topic")
    return `A wild card from ${reason.from === "outside-interests" ? "outside" : "next to"} what you read`;
  return reason.topic
    ? `A wild card: hot in ${reason.topic}, which you do not follow`
    : "A wild card from outside what you follow";
}

function trendWords({ upvotes, votesNow, withoutOwn }: Extract<SumPart, { kind: "trend" }>): string {
  const votes = upvotes === 0 ? "No upvotes yet" : counted(upvotes, "upvote");
  return `${votes}, worth ${voteNumber(votesNow)} cast now${withoutOwn ? ", not counting your part" : ""}`;
}

function recordWords({ author, others, above }: Extract<SumPart, { kind: "track-record" }>): string {
  const more = others > 0 ? ` and ${counted(others, "co-author")}` : "";
  const who = author === null ? "its authors" : author + more;
  return `Earlier papers by ${who} were upvoted ${multiple(above)} times as often as usual here`;
}

function ageWords(hours: number): string {
  return hours < 48 ? counted(hours, "hour") : counted(Math.round(hours / 24), "day");
}

function weighed(weight: number): string {
  if (weight === 1) return "";
  return weight === 0 ? ", left out" : `, counted ${weightWords(weight)}`;
}

function followWords({ kind, ref, label }: Followed): string {
  switch (kind) {
    case "person":
      return `Brought by ${label}, whom you follow`;
    case "search":
      return `Found by your search “${label}”`;
    case "text":
      return `Like your text “${label}”`;
    case "organization":
      return `From ${label}, which you follow`;
    default:
      return `You follow ${kind === "topic" ? ref : label}`;
  }
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
