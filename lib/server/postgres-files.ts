import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@/lib/base/hub-folder";
import type { Binaries } from "@/lib/server/postgres-binaries";

/** PostgreSQL gives its own databases lower numbers. */
const firstUserDatabase = 16384;
const unfinished = "postgres-unfinished-";

/**
 * Makes PostgreSQL's data folder unless it is there. It gets its name only when it is complete, so that a run that is
 * killed meanwhile leaves nothing that a later one takes for a database.
 * @returns the password of the database's owner
 */
export async function initialise(binaries: Binaries, data: string): Promise<string> {
  const passwordFile = join(binaries.home, "postgres-password");
  if (isDatabase(data)) {
    giveTo(binaries, data);
    return readFileSync(passwordFile, "utf8");
  }
  for (const name of readdirSync(binaries.home).filter((one) => one.startsWith(unfinished)))
    removeUnfinished(join(binaries.home, name));
  const password = randomBytes(24).toString("hex");
  writeWhole(passwordFile, password);
  const folder = mkdtempSync(join(binaries.home, unfinished));
  const { uid, gid } = binaries.user;
  if (uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, uid, gid ?? uid);
  await runInitdb(binaries, folder, passwordFile);
  rmSync(data, { recursive: true, force: true });
  renameSync(folder, data);
  return password;
}

/** Removes what a killed run has left, unless the program that it started still writes there. */
function removeUnfinished(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next start that makes a data folder tries again; nobody reads this one.
  }
}

/** Whether a folder holds a database: not if it was left by an initdb that was killed, before any server ran on it. */
function isDatabase(data: string): boolean {
  if (!existsSync(join(data, "PG_VERSION"))) return false;
  if (existsSync(join(data, "postmaster.opts"))) return true;
  const databases = existsSync(join(data, "base")) ? readdirSync(join(data, "base")) : [];
  return databases.some((name) => Number(name) >= firstUserDatabase);
}

/** Gives a data folder that was copied, and belongs to whoever copied it, to the user that runs PostgreSQL. */
function giveTo({ user: { uid, gid } }: Binaries, data: string): void {
  const { uid: owner, mode } = statSync(data);
  if ((mode & 0o077) !== 0) chmodSync(data, 0o700);
  if (uid === undefined || owner === uid) return;
  for (const name of ["", ...readdirSync(data, { recursive: true, encoding: "utf8" })])
    lchownSync(join(data, name), uid, gid ?? uid);
}

function runInitdb(binaries: Binaries, folder: string, passwordFile: string): Promise<void> {
  const flags = [
    "-D",
    folder,
    "-U",
    "quire",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
  ];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  return new Promise((resolve, reject) => {
    const made = spawn(binaries.initdb, [...flags, ...locale], {
      ...binaries.user,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let problems = "";
    made.stderr.on("data", (chunk) => {
      problems += chunk;
    });
    const failed = (why: string) =>
      reject(new Error(`PostgreSQL could not make its files in ${folder}: ${why}`));
    made.once("error", (error) => failed(error.message));
    made.once("close", (code, signal) =>
      code === 0 ? resolve() : failed(problems || `it ended (${signal ?? code})`),
    );
  });
}
