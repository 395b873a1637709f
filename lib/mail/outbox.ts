import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { z } from "zod";
import { getConfig, isLoopbackUrl } from "@/lib/base/config";
import { isLocalRequest } from "@/lib/base/local-request";
import { minus } from "@/lib/base/time";

const keptSchema = z.object({ to: z.string(), subject: z.string(), text: z.string() });

/** A mail in the outbox; `id` is its file name without extension and begins with the time at which it was written. */
export type OutboxMail = z.output<typeof keptSchema> & { id: string; at: Date };

const idPattern = /^(\d{8}T\d{9}Z)-[0-9a-f]{12}$/;

/** Writes a mail to the outbox: as `<id>.eml`, exactly as it would have been sent, and its readable parts as `<id>.json`. */
export async function keepInOutbox(message: SendMailOptions, now = new Date()): Promise<void> {
  const eml = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  const id = `${now.toISOString().replace(/[-:.]/g, "")}-${randomBytes(6).toString("hex")}`;
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await write({
    [`${id}.eml`]: eml.message as Buffer,
    [`${id}.json`]: JSON.stringify(keptSchema.parse(message)),
  });
}

/** The newest mails in the outbox, at most 50. */
export async function listOutbox(): Promise<OutboxMail[]> {
  const ids = (await fileNames()).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  const mails = await Promise.all(ids.sort().reverse().slice(0, 50).map(findOutboxMail));
  return mails.filter((mail) => mail !== null);
}

const kept = { days: 30 };

/** Deletes mails that have been in the outbox for over 30 days, and what a crash left of others. @returns how many files */
export async function deleteOldMails(now: Date): Promise<number> {
  const dir = folder();
  const names = await readdir(dir).catch(() => []);
  const limit = `${minus(now, kept).toISOString().replace(/[-:.]/g, "")}`;
  const old = names.filter((name) => /^\.?\d{8}T\d{9}Z-/.test(name) && name.replace(/^\./, "") < limit);
  for (const name of old) await rm(join(dir, name), { force: true });
  return old.length;
}

/** One mail of the outbox, or null. */
export async function findOutboxMail(id: string): Promise<OutboxMail | null> {
  const stamp = idPattern.exec(id)?.[1];
  if (!stamp || !(await fileNames()).includes(`${id}.json`)) return null;
  const kept = keptSchema.parse(JSON.parse(await readFile(join(folder(), `${id}.json`), "utf8")));
  const iso = stamp.replace(/^(....)(..)(..T..)(..)(..)(...)Z$/, "$1-$2-$3:$4:$5.$6Z");
  return { id, at: new Date(iso), ...kept };
}

/**
 * Whether this reader may see the outbox. Its mails hold links that sign people in, so it is shown only when no mail
 * server is configured, the hub's own address is a loopback address, no proxy is trusted, and the request was made on this
 * machine.
 * @param headers the request's
 */
export function isOutboxShown(headers: Headers): boolean {
  const { SMTP_URL, HUB_URL, TRUST_PROXY } = getConfig();
  if (SMTP_URL || TRUST_PROXY === "on" || !isLoopbackUrl(HUB_URL)) return false;
  return isLocalRequest(headers);
}

function folder(): string {
  return join(getConfig().QUIRE_DIR, "outbox");
}

async function fileNames(): Promise<string[]> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return readdir(folder());
}

/** Writes files so that nobody who lists the folder sees half of one, and so that a full disk leaves none of them behind. */
async function write(files: Record<string, string | Buffer>): Promise<void> {
  const pathOf = (name: string) => join(folder(), name);
  try {
    for (const [name, content] of Object.entries(files))
      await writeFile(pathOf(`.${name}`), content, { mode: 0o600 });
    for (const name of Object.keys(files)) await rename(pathOf(`.${name}`), pathOf(name));
  } catch (error) {
    const written = Object.keys(files).flatMap((name) => [pathOf(`.${name}`), pathOf(name)]);
    await Promise.allSettled(written.map((path) => rm(path, { force: true })));
    throw error;
  }
}
