import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { moveSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import { allowMail } from "@/lib/mail/bounces";
import { sendMail } from "@/lib/mail/mail";
import {
  addressLinkHours,
  type DoneChange,
  makeAddressChange,
  storeAddressChange,
  undoDays,
} from "@/lib/people/account/address-change";
import { getProfile } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Mails a link to the address with which the viewer wants to sign in from now on; opening it makes the change. The caller
 * does not learn whether another account has the address: then the mail says so, and has no link.
 * @param email folded, as emailSchema gives it
 * @throws AppError invalid for the address that they have already
 * @throws nodemailer's error if the mail server does not accept the mail
 */
export async function requestAddressChange(viewer: Viewer, email: string, now = new Date()): Promise<void> {
  if ((await getProfile(viewer)).email === email)
    throw new AppError("invalid", "You sign in with this address already.");
  const token = await storeAddressChange(viewer, email, now);
  await sendMail({ to: email, ...(token === null ? takenMail() : linkMail(viewer.username, token)) });
}

/**
 * Changes the address with which a person signs in, by the link that was mailed to the new one. Their mails go there from
 * now on, and the earlier address is told, with a link that takes the change back. The click proves that mail arrives, so a
 * bounce of the new address is forgotten.
 * @param session the token of the browser's own session, the only one that goes on
 * @returns what was done
 * @throws AppError as makeAddressChange does
 */
export async function confirmAddressChange(
  token: string,
  { session, now = new Date() }: { session: string | null; now?: Date },
): Promise<DoneChange> {
  const done = await getDb().$transaction(async (tx) => {
    const change = await makeAddressChange(tx, token, { keep: session, now });
    await moveSubscriptions(tx, change.userId, { from: change.before, to: change.email });
    return change;
  });
  await allowMail(done.email);
  await tellEarlierAddress(done);
  return done;
}

async function tellEarlierAddress({ before, username, undoToken }: DoneChange): Promise<void> {
  if (before === null) return;
  try {
    await sendMail({ to: before, ...toldMail(username ?? "you", undoToken) });
  } catch (err) {
    // The change stands: the mailbox may be gone, which is a usual reason to change it.
    getLog().warn({ err }, "the earlier address of an account could not be told of the change");
  }
}

function linkMail(username: string, token: string): { subject: string; text: string } {
  const { HUB_NAME } = getConfig();
  return {
    subject: `Confirm your new address for ${HUB_NAME}`,
    text: [
      `Somebody, probably you, asked to sign in to ${HUB_NAME} as ${username} with this address. To confirm, open this page:`,
      linkOf(token),
      `The link works once, within ${addressLinkHours} hours. If it was not you, do nothing: nothing changes without it.`,
    ].join("\n\n"),
  };
}

function takenMail(): { subject: string; text: string } {
  const { HUB_NAME, HUB_URL } = getConfig();
  return {
    subject: `This address cannot be used twice on ${HUB_NAME}`,
    text: [
      `Somebody, probably you, asked to use this address for another account on ${HUB_NAME}. It belongs, or belonged, to an account already, so nothing was changed.`,
      `You can sign in with it at ${HUB_URL}/sign-in. To use it for the other account, delete that one or change its address first.`,
    ].join("\n\n"),
  };
}

function toldMail(username: string, undoToken: string | null): { subject: string; text: string } {
  const { HUB_NAME } = getConfig();
  const undo = undoToken
    ? `If it was not you, open this page within ${undoDays} days. It restores this address, signs out everybody, revokes all tokens and disconnects every other way to sign in:\n\n${linkOf(undoToken)}`
    : "This was done by the link in the mail that told of the earlier change. All sessions, tokens and other ways to sign in were ended.";
  return {
    subject: `Your address for ${HUB_NAME} was changed`,
    text: [
      `${username} signs in to ${HUB_NAME} with another address from now on. Mails go there, and this address no longer signs in.`,
      undo,
    ].join("\n\n"),
  };
}

function linkOf(token: string): string {
  return `${getConfig().HUB_URL}/settings/address?token=${token}`;
}
