import { drill } from "@/e2e/drill/drill";
import { readOptions, usage } from "@/e2e/drill/options";
import { hasProcessFiles } from "@/e2e/drill/processes";

const options = readOptions(process.argv.slice(2));
if (!options) console.log(usage);
else if (!hasProcessFiles) {
  console.error("The drill finds the processes of the hub under /proc, so it needs Linux.");
  process.exitCode = 1;
} else process.exit((await drill(options)) ? 0 : 1);
