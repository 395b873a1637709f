import { measureBackup } from "@/e2e/bench/backup";
import { measureBrowser } from "@/e2e/bench/browser";
import { measureDigests } from "@/e2e/bench/digests";
import { measureHostile } from "@/e2e/bench/hostile";
import { measureKeywords } from "@/e2e/bench/keywords";
import { measureKnownItems } from "@/e2e/bench/known-items";
import { measureParsers } from "@/e2e/bench/parsers";
import { measureQuality } from "@/e2e/bench/search-quality";
import { measureSearch } from "@/e2e/bench/search-speed";
import { measureTaste } from "@/e2e/bench/taste";
import { canReplay, measureReplay, replayTable } from "@/e2e/bench/taste-replay";
import { measureTraining } from "@/e2e/bench/taste-speed";
import { measureText } from "@/e2e/bench/text";

// `npm run bench` measures the hub; `npm run bench -- NAME` runs one of the other benchmarks. README.md describes them.
const [what, ...rest] = process.argv.slice(2);
if (what === "search-quality") {
  console.log(await measureQuality(rest));
  process.exit(0);
} else if (what === "known-items") {
  console.log(await measureKnownItems(rest));
  process.exit(0);
} else if (what === "browser") {
  console.log(await measureBrowser());
  process.exit(0);
} else if (what === "digests") {
  console.log(await measureDigests(rest));
  process.exit(0);
} else if (what === "hostile") {
  const { report, failed } = await measureHostile(rest);
  console.log(`\n${report}`);
  process.exit(failed ? 1 : 0);
} else if (what === "backup") {
  console.log(await measureBackup(rest));
  process.exit(0);
} else if (what === "keywords") {
  console.log(await measureKeywords(rest));
  process.exit(0);
} else if (what === "parsers") {
  console.log(await measureParsers(rest[0]));
  process.exit(0);
} else if (what === "text") {
  console.log(await measureText());
  process.exit(0);
} else if (what === "search") {
  console.log(await measureSearch(rest));
  process.exit(0);
} else if (what === "taste") {
  await measureTaste(rest);
  process.exit(0);
} else if (what === "taste-speed") {
  console.log(await measureTraining());
  process.exit(0);
} else if (what === "taste-replay") {
  console.log(canReplay() ? replayTable(await measureReplay()) : "There is no daily feed in ../shared/data.");
  process.exit(0);
} else await import("@/e2e/bench/bench");
