import { installDebianPackage } from "@/e2e/run/debian-package";
import { chromiumHint, findChromium, headlessShell } from "@/lib/server/chromium";

/**
 * Installs Chromium's headless shell if it is missing and this user is allowed to; else whatever Chromium there is will do.
 * Debian releases without that package get the whole browser.
 * @returns why there is no Chromium, or null when there is one
 */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()?.endsWith(headlessShell)) return null;
  const problem =
    (await installDebianPackage(headlessShell)) &&
    (findChromium() ? null : await installDebianPackage("chromium"));
  if (findChromium()) return null;
  return `Chromium is not installed, and the journeys need it; ${chromiumHint}. ${problem ?? ""}`;
}
