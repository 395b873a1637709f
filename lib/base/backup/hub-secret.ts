import { join } from "node:path";
import { getConfig } from "@/lib/base/config";
import { readSecret, writeWhole } from "@/lib/base/hub-folder";

/**
 * The secret that the hub signs links with, if it keeps it in its folder; null if NEXTAUTH_SECRET sets another one, which
 * whoever runs the hub keeps. Without it, links in mails from before a restore would not be valid.
 */
export function findKeptSecret(): string | null {
  const { QUIRE_DIR, NEXTAUTH_SECRET } = getConfig();
  const secret = readSecret(QUIRE_DIR);
  return NEXTAUTH_SECRET === undefined || NEXTAUTH_SECRET === secret ? secret : null;
}

/**
 * Puts a restored hub's secret into its folder. NEXTAUTH_SECRET goes before it.
 * @returns whether the hub signs with the secret of the backup from now on
 */
export function keepSecret(secret: string): boolean {
  const { QUIRE_DIR, NEXTAUTH_SECRET } = getConfig();
  if (NEXTAUTH_SECRET !== undefined) return NEXTAUTH_SECRET === secret;
  writeWhole(join(QUIRE_DIR, "secret"), secret);
  return true;
}
