import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getConfig } from "@/lib/base/config";

const fileOf = (dir: string) => join(dir, "secret");

/**
 * The secret that the hub signs links with, if it keeps it in its folder; null if NEXTAUTH_SECRET sets another one, which
 * whoever runs the hub keeps. Without it, links in mails and hashes of addresses from before a restore would not be valid.
 */
export function findKeptSecret(): string | null {
  const { QUIRE_DIR, NEXTAUTH_SECRET } = getConfig();
  const file = fileOf(QUIRE_DIR);
  const secret = existsSync(file) ? readFileSync(file, "utf8") : null;
  return NEXTAUTH_SECRET === undefined || NEXTAUTH_SECRET === secret ? secret : null;
}

/**
 * Puts a restored hub's secret into its folder. NEXTAUTH_SECRET goes before it.
 * @returns whether the hub signs with the secret of the backup from now on
 */
export function keepSecret(secret: string): boolean {
  const { QUIRE_DIR, NEXTAUTH_SECRET } = getConfig();
  if (NEXTAUTH_SECRET !== undefined && NEXTAUTH_SECRET !== findKeptSecret())
    return NEXTAUTH_SECRET === secret;
  const file = fileOf(QUIRE_DIR);
  writeFileSync(`${file}.new`, secret, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return true;
}
