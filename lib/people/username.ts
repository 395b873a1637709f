import { normalized } from "@/lib/base/text";

/** The rules for usernames, as the welcome page shows them. */
export const usernameRules =
  "3 to 30 letters a–z, digits and hyphens; it begins and ends with a letter or digit.";

// Names of the hub's pages, and names that could be mistaken for staff.
const reserved = new Set(
  `about account accounts admin administrator all anonymous api app atom authors author auth bot claim claims comment
  comments confirm contact curator curators date day deleted dev digest everyone explore faq feed feeds everybody help home hub
  import info json legal login logout mail me mod moderator moderators month new news nobody null official owner page
  papers paper people person postmaster preview privacy quire recent register review robots root rss search security
  settings sign-in sign-out sign-up signin signout signup sitemap staff status submission submissions submit
  subscribe subscription subscriptions support system team terms topic topics trending undefined unsubscribe upvote
  user users vote webmaster week welcome www you`.split(/\s+/),
);

/** The stored form of a username: trimmed, in lower case. */
export function foldUsername(given: string): string {
  return given.trim().toLowerCase();
}

/** What is wrong with a folded username, in one sentence; null if it is valid. */
export function usernameProblem(username: string): string | null {
  if (!/^[a-z0-9-]{3,30}$/.test(username) || /^-|-$/.test(username)) return `Use ${usernameRules}`;
  if (username.includes("--")) return "Put one hyphen at a time.";
  if (reserved.has(username)) return "That name is kept for the hub itself.";
  return null;
}

/**
 * Alternatives to a username that is taken.
 * @returns well-formed candidates in the order to try; some may be taken as well
 */
export function usernameCandidates(username: string): string[] {
  const stem = username.slice(0, 26).replace(/-+$/, "");
  const endings = ["-reads", "-r", "2", "3", "-papers", "7", "42", "-x"];
  return endings
    .map((ending) => stem.slice(0, 30 - ending.length) + ending)
    .filter((candidate) => usernameProblem(candidate) === null);
}

/** A username made of the letters and digits of a person's name or email address; "" when too little is left. */
export function suggestUsername(from: string): string {
  const plain = normalized(from.slice(0, 100).split("@")[0] ?? "", "NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const name = plain.slice(0, 30).replace(/^-+|-+$/g, "");
  return usernameProblem(name) === null ? name : "";
}
