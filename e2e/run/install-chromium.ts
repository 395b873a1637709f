import { installDebianPackage } from "@/e2e/run/debian-package";
import { chromiumHint, findChromium } from "@/lib/cli/chromium";

/**
 * Installs Debian's Chromium where there is none and this user may.
 * @returns what is wrong in one sentence, or null when it is there
 */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  const problem = await installDebianPackage("chromium");
  if (findChromium()) return null;
  return `Chromium is not installed, and the journeys need it; ${chromiumHint}. ${problem ?? ""}`;
}
