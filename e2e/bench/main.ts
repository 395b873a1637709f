import { measureDigests } from "@/e2e/bench/digests";
import { measureQuality } from "@/e2e/bench/search-quality";
import { measureSearch } from "@/e2e/bench/search-speed";
import { replayTaste } from "@/e2e/bench/taste-replay";

// `npm run bench` measures the hub; `npm run bench -- search-quality [FOLDER…]` how well it finds.
const [what, ...rest] = process.argv.slice(2);
if (what === "search-quality") {
  console.log(await measureQuality(rest));
  process.exit(0);
} else if (what === "digests") {
  console.log(await measureDigests(rest));
  process.exit(0);
} else if (what === "search") {
  console.log(await measureSearch(rest));
  process.exit(0);
} else if (what === "taste-replay") {
  console.log(await replayTaste());
  process.exit(0);
} else await import("@/e2e/bench/bench");
