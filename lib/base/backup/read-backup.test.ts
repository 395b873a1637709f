import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeBackup, makeFolder, withFilledDb } from "@/e2e/support/backups";
import { readBackup } from "@/lib/base/backup/read-backup";

const filled = withFilledDb();

/** A file for the running test with these bytes. */
function fileOf(bytes: Buffer | string): string {
  const file = join(makeFolder(), "made.backup");
  writeFileSync(file, bytes);
  return file;
}

const unprocessable = { code: "unprocessable" };

describe("a backup that is read", { timeout: 60_000 }, () => {
  it("is recognised as damaged wherever it is cut off", async () => {
    const file = await makeBackup(filled.url);
    const whole = readFileSync(file);
    await expect(readBackup(file)).resolves.toMatchObject({ header: { format: 1 } });
    for (const share of [0, 0.001, 0.1, 0.5, 0.9, 0.999]) {
      truncateSync(file, Math.floor(whole.length * share));
      await expect(readBackup(file), `cut off at ${share}`).rejects.toMatchObject(unprocessable);
      writeFileSync(file, whole);
    }
    for (const cut of [1, 4, 8, 9]) {
      await expect(readBackup(fileOf(whole.subarray(0, -cut))), `${cut} bytes`).rejects.toMatchObject(
        unprocessable,
      );
    }
  });

  it("is recognised as damaged whichever byte of it was altered", async () => {
    const whole = readFileSync(await makeBackup(filled.url));
    // The gzip header holds a time, flags and the operating system, which mean nothing here.
    for (let at = 10; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0x10;
      await expect(readBackup(fileOf(altered)), `byte ${at}`).rejects.toMatchObject(unprocessable);
    }
  });

  it("is recognised as damaged when its unpacked text was altered and packed again", async () => {
    const text = gunzipSync(readFileSync(await makeBackup(filled.url))).toString();
    const altered = {
      "a row changed": text.replace("2026-03-01 23:59:59", "2026-03-01 23:59:58"),
      "a row added": text.replace("\n\\.\n", "\n1\n\\.\n"),
      "a number of rows changed": text.replace('"rows":3', '"rows":4'),
      "a migration left out": text.replace(/\{"name":"20261126[^}]*\},/, ""),
      "a column renamed": text.replace('"username"', '"name"'),
      "a sequence changed": text.replace(/"next":"(\d+)"/, '"next":"9$1"'),
      "a table left out": text.replace(
        /\{"kind":"table","part":"hub","name":"votes"[\s\S]*?\n\\\.\n.*\n/,
        "",
      ),
      "the end left out": text.replace(/\{"kind":"end".*\n/, ""),
      "a line added": `${text}{}\n`,
      "no line end": `${text.slice(0, 300)}`,
      "another kind of line": text.replace('"kind":"sequences"', '"kind":"other"'),
    };
    for (const [what, now] of Object.entries(altered)) {
      expect(now, what).not.toBe(text);
      await expect(readBackup(fileOf(gzipSync(now))), what).rejects.toMatchObject(unprocessable);
    }
    await expect(readBackup(fileOf(gzipSync(text)))).resolves.toBeTruthy();
  });

  it("is recognised as damaged when something follows it", async () => {
    const whole = readFileSync(await makeBackup(filled.url));
    for (const more of [Buffer.from("more"), Buffer.alloc(512), gzipSync("more\n"), whole]) {
      const file = fileOf(whole);
      appendFileSync(file, more);
      await expect(readBackup(file)).rejects.toMatchObject(unprocessable);
    }
  });

  it("is refused when it is something else, or of a later format", async () => {
    await expect(readBackup(fileOf(""))).rejects.toThrow("is damaged: its end is missing");
    await expect(readBackup(fileOf("a text\n"))).rejects.toThrow("is not a backup made by Quire");
    await expect(readBackup(fileOf(gzipSync("a text\n")))).rejects.toThrow("is not a backup made by Quire");
    const later = gzipSync(`${JSON.stringify({ kind: "quire-backup", format: 2 })}\n`);
    await expect(readBackup(fileOf(later))).rejects.toThrow("made by a newer version of Quire");
    await expect(readBackup("/none/hub.backup")).rejects.toThrow("There is no file /none/hub.backup.");
    await expect(readBackup(makeFolder())).rejects.toMatchObject(unprocessable);
  });
});
