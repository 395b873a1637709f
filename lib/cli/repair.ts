import { parseArgs } from "node:util";
import { grouped } from "@/lib/base/text";
import { type Drift, repairHeat } from "@/lib/papers/recount";
import { withDatabase } from "@/lib/server/with-database";

const usage = `npm run repair [-- --dry-run]

Compares every paper's heat and number of upvotes with the votes and comments themselves, and mends what differs.

  --dry-run   only report`;

const { values } = parseArgs({
  options: {
    "dry-run": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(usage);
else await withDatabase(run);

async function run(): Promise<void> {
  const drift = await repairHeat({ mend: !values["dry-run"] });
  if (drift.length) console.table(drift.map(row));
  const verb = values["dry-run"] ? "differ from" : "differed from and now agree with";
  console.log(
    drift.length
      ? `${grouped(drift.length)} papers ${verb} their votes.`
      : "Every paper agrees with its votes.",
  );
}

function row({ key, heat, heatFromRows, upvotes, upvotesFromRows }: Drift) {
  return { paper: key, heat, "heat from rows": heatFromRows, upvotes, "upvotes from rows": upvotesFromRows };
}
