// Plain JavaScript, because it runs on a fresh clone before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
process.chdir(root);

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Quire needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const prismaEnv = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1" };

once("packages", ["package-lock.json"], existsSync("node_modules"), "Installing packages", () =>
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], process.env),
);
once(
  "client",
  ["prisma/schema.prisma", "package-lock.json"],
  existsSync("prisma/generated"),
  "Making the database client",
  () => run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], prismaEnv, "ignore"),
);

const { register } = await import("tsx/esm/api");
register();
const [program = "lib/server/start.ts", ...rest] = process.argv.slice(2);
process.argv = [process.argv[0] ?? "node", resolve(program), ...rest];
await import(resolve(program));

/** Runs a step unless it was done here before and its files have not changed since. */
function once(name, files, present, title, step) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  const stamp = `.quire/set-up/${name}`;
  const digest = hash.digest("hex");
  if (present && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const started = Date.now();
  process.stdout.write(`• ${title} …\n`);
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  console.log(`  ${title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function run(command, args, env, stdout = "inherit") {
  const done = spawnSync(command, args, {
    stdio: ["ignore", stdout, "inherit"],
    env,
  });
  if (done.status === 0) return;
  console.error(
    `"${command} ${args.join(" ")}" failed${done.error ? `: ${done.error.message}` : ""}. See its output above.`,
  );
  process.exit(1);
}
