import { parseArgs } from "node:util";
import { countsOf, type Outcome, sumOf } from "@/e2e/run/test-outcome";
import { type Step, steps } from "@/e2e/run/test-steps";

const names = steps.map(({ name }) => name);
const usage = `npm test [-- ${names.join(" ")}]

Runs every check of the project, or only the named ones: format and lint, unused code, sizes (advice only), types, unit
tests, the build, a short drill that kills a hub's processes, and journeys in a real browser through a hub that is started
for them. The last line counts the failures.`;

const { values, positionals } = parseArgs({
  options: { help: { type: "boolean", short: "h", default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !names.includes(name));

if (values.help || unknown.length) {
  console.log(unknown.length ? `There is no step called ${unknown.join(" or ")}.\n\n${usage}` : usage);
  process.exitCode = values.help ? 0 : 1;
} else await runAll(steps.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));

async function runAll(chosen: Step[]): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const step of chosen) outcomes.push(await runStep(step));
  const sum = sumOf(outcomes);
  console.log(`\n${countsOf(sum)}`);
  process.exitCode = sum.failed ? 1 : 0;
}

async function runStep({ name, run }: Step): Promise<Outcome> {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const progress = setInterval(() => console.log(`  ${name}: ${seconds()} s …`), 30_000);
  const outcome = await run();
  clearInterval(progress);
  const mark = outcome.failed ? "✗" : outcome.passed ? "✓" : "–";
  console.log(`${mark} ${name.padEnd(10)} ${seconds().padStart(6)} s   ${countsOf(outcome)}`);
  if (outcome.failed || !outcome.passed) console.log(indented(outcome.output));
  return outcome;
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "    ");
}
