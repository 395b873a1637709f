const sentences: Record<string, string> = {
  Verification: "That link was used already or is older than an hour. Ask for a new one.",
  EmailSignin: "The mail could not be sent. Check the address, or try again in a few minutes.",
  AccessDenied: "You cannot sign in that way here.",
  OAuthAccountNotLinked:
    "There is an account here that this sign-in does not belong to yet. Sign in as you did before, then connect it in your settings.",
  Banned:
    "An account with this sign-in is banned here, and no other one can be opened with it. If that is wrong, write to the people who run this hub.",
  OAuthCallback: "The other site did not confirm who you are. Nothing was changed; try again.",
};

/**
 * One sentence about next-auth's error code for the person signing in; null without a code.
 * @param code the `error` in the sign-in page's address; anybody can write that, so it is never shown itself
 */
export function signInError(code: string | undefined): string | null {
  if (!code) return null;
  return Object.hasOwn(sentences, code)
    ? (sentences[code] ?? null)
    : "Signing in did not work. Nothing was changed; try again.";
}
