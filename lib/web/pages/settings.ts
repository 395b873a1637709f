import { getConfig } from "@/lib/base/config";
import { listTimeZones } from "@/lib/base/time-zones";
import { findMailStop } from "@/lib/mail/bounces";
import { listAddressChanges } from "@/lib/people/account/address-change";
import { listConnections } from "@/lib/people/account/connections";
import { isRecentSession, listSessions, recentMinutes } from "@/lib/people/account/sessions";
import { listTokens } from "@/lib/people/account/tokens";
import { getProfile } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { listDeliveries } from "@/lib/programs/webhooks/deliveries";
import { listWebhooks } from "@/lib/programs/webhooks/webhooks";
import { listSignInWays } from "@/lib/web/auth/auth-providers";

/**
 * What the settings page shows of an account: profile, ways to sign in, an address that waits for confirmation, sessions, and
 * why no mail comes.
 * @param sessionToken the one of the browser that asks, whose session is marked as the current one
 */
export async function getSettingsPage(viewer: Viewer, sessionToken: string | null) {
  const [profile, sessions, connected, waiting] = await Promise.all([
    getProfile(viewer),
    listSessions(viewer, { token: sessionToken }),
    listConnections(viewer),
    listAddressChanges(viewer),
  ]);
  const mailStop = await findMailStop(profile.email);
  const hubTimeZone = getConfig().HUB_TIME_ZONE;
  return {
    profile,
    sessions,
    connected,
    waitingAddress: waiting[0] ?? null,
    mailStop,
    ways: listSignInWays(),
    timeZones: listTimeZones(),
    hubTimeZone,
    timeZone: profile.timeZone ?? hubTimeZone,
  };
}

/**
 * What the page on which somebody signs in again shows: how they can, and whether they need not.
 * @param sessionToken the one of the browser that asks
 */
export async function getSignInAgainPage(viewer: Viewer, sessionToken: string | null) {
  const [recent, { email }, connected] = await Promise.all([
    isRecentSession(sessionToken),
    getProfile(viewer),
    listConnections(viewer),
  ]);
  const ways = listSignInWays().filter((way) => connected.includes(way.id));
  return { recent, minutes: recentMinutes, email, ways };
}

/** What the page of API tokens shows: the viewer's tokens, and the time zone in which their dates are written. */
export async function getTokensPage(viewer: Viewer) {
  const [tokens, { timeZone }] = await Promise.all([listTokens(viewer), getProfile(viewer)]);
  return { tokens, timeZone: timeZone ?? getConfig().HUB_TIME_ZONE };
}

/**
 * What the page of a webhook shows: the webhook, its deliveries, and the time zone in which their times are written.
 * @param id as in the address
 * @returns null where the viewer has no such webhook
 */
export async function getWebhookPage(viewer: Viewer, id: string) {
  const webhook = (await listWebhooks(viewer)).find((one) => String(one.id) === id);
  if (!webhook) return null;
  const [deliveries, { timeZone }] = await Promise.all([
    listDeliveries(viewer, webhook.id),
    getProfile(viewer),
  ]);
  return { webhook, deliveries, timeZone: timeZone ?? getConfig().HUB_TIME_ZONE };
}
