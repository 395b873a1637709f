import { installDebianPackage } from "@/e2e/run/debian-package";
import { chromiumHint, findChromium } from "@/lib/server/chromium";

/**
 * Installs Debian's Chromium if there is none and this user is allowed to.
 * @returns why there is no Chromium, or null when there is one
 */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  const problem = await installDebianPackage("chromium");
  if (findChromium()) return null;
  return `Chromium is not installed, and the journeys need it; ${chromiumHint}. ${problem ?? ""}`;
}
