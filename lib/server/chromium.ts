import { existsSync } from "node:fs";

/** Debian's package of Chromium without a user interface: a page takes a third of the processor time. */
export const headlessShell = "chromium-headless-shell";

const programs = [headlessShell, "chromium", "chromium-browser", "google-chrome"];

export const chromiumHint = `install it with \`apt-get install ${headlessShell}\`, or what your system calls it`;

/** Path of the Chromium that the journeys run in, or null. */
export function findChromium(): string | null {
  const paths = programs.map((program) => `/usr/bin/${program}`);
  return paths.find((path) => existsSync(path)) ?? null;
}
