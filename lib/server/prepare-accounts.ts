import { markEarlierBans } from "@/lib/people/account/bans";
import { adminLinkHours, createAdminLink } from "@/lib/people/admin-link";

/**
 * Prepares a migrated hub's accounts for use: gives earlier bans what they rest on, and prints the link to its first admin
 * while it has none and others can reach it.
 */
export async function prepareAccounts(): Promise<void> {
  await markEarlierBans();
  const link = await createAdminLink();
  if (!link) return;
  console.log(
    `\n  This hub has no admin. Open this link to become it; it works once, within ${adminLinkHours} hours:\n  ${link}\n`,
  );
}
