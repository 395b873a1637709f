import { writeFileSync } from "node:fs";
import { withBenchHub } from "@/e2e/bench/taste-hub";
import { hasLibraries, readLibraries } from "@/e2e/bench/taste-libraries";
import { plotBars } from "@/e2e/bench/taste-plot";
import { type Line, libraryTable, measureLibraries } from "@/e2e/bench/taste-quality";
import { canReplay, measureReplay, type Replay, replayTable } from "@/e2e/bench/taste-replay";

const shared = "../shared/data/personalisation-dev";
const plotFile = "public/taste.svg";

/**
 * Measures how well the hub ranks for a reader: on readers' libraries, and in a replay of a daily feed. Prints each result
 * as soon as it is known.
 * @param args folders of libraries, instead of the shared data; `--plot` also draws public/taste.svg
 */
export async function measureTaste(args: string[]): Promise<void> {
  const dirs = args.filter((arg) => !arg.startsWith("--"));
  const plotted: { libraries: Line[]; replay: Replay | null } = { libraries: [], replay: null };
  for (const dir of dirs.length ? dirs : [shared]) {
    if (!hasLibraries(dir)) {
      console.log(`There are no readers' libraries in ${dir}.`);
      continue;
    }
    const read = readLibraries(dir);
    plotted.libraries = await withBenchHub(() => measureLibraries(read));
    const count = `${read.libraries.length} readers, ${read.items.length} papers, half of each library hidden, three random splits`;
    console.log(`${dir}: ${count}\n\n${libraryTable(plotted.libraries)}\n`);
  }
  if (dirs.length === 0 && canReplay()) {
    plotted.replay = await measureReplay();
    console.log(replayTable(plotted.replay));
  }
  if (args.includes("--plot")) writeFileSync(plotFile, plot(plotted));
}

function plot({ libraries, replay }: { libraries: Line[]; replay: Replay | null }): string {
  const bars = (lines: { name: string; ndcg: number }[], own: string) =>
    lines.map(({ name, ndcg }) => ({ name: name.trim(), value: ndcg, own: name === own }));
  return plotBars([
    { title: "Hidden halves of readers' libraries, nDCG@10", bars: bars(libraries, "Quire") },
    ...(replay
      ? [
          {
            title: "New papers evening by evening, nDCG@10",
            bars: bars(replay.lines, "the reader's own page"),
          },
        ]
      : []),
  ]);
}
