import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const chromiumHint = "install it with `apt-get install chromium`, or what your system calls it";

/** Path of the Chromium that the journeys run in, or null. */
export function findChromium(): string | null {
  return places.find((path) => existsSync(path)) ?? null;
}
