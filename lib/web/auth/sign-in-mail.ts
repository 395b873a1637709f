import { getConfig } from "@/lib/base/config";
import { sendMail } from "@/lib/mail/mail";
import { safeNext } from "@/lib/web/next-path";

export const signInMailSeconds = 3600;

/**
 * Mails the sign-in link. It leads to a page with a button, because mail scanners open links and the token works once.
 * @param callback next-auth's own link: token, address, and where to go afterwards
 */
export async function sendSignInMail(to: string, callback: string): Promise<void> {
  const { HUB_NAME } = getConfig();
  const text = [
    `Open this page to sign in to ${HUB_NAME}:`,
    confirmUrl(callback),
    `The link works once, within an hour. If you did not ask for it, do nothing: nobody gets in without it.`,
  ].join("\n\n");
  await sendMail({ to, subject: `Sign in to ${HUB_NAME}`, text });
}

/** The confirmation page for next-auth's link, with the same token. */
export function confirmUrl(callback: string): string {
  const given = new URL(callback).searchParams;
  const back = given.get("callbackUrl") ?? "";
  const next = URL.canParse(back) ? safeNext(new URL(back).searchParams.get("next")) : "/";
  const query = new URLSearchParams({ email: given.get("email") ?? "", token: given.get("token") ?? "" });
  if (next !== "/") query.set("next", next);
  return `${getConfig().HUB_URL}/sign-in/confirm?${query}`;
}
