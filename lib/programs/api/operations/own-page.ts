import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { passPapers } from "@/lib/feeds/for-you/impressions";
import { maxWeight, mixParts, sliderWords } from "@/lib/feeds/for-you/mix";
import { findOwnPage } from "@/lib/feeds/for-you/own-page";
import { getReader } from "@/lib/feeds/for-you/reader";
import { listFeed } from "@/lib/feeds/list-feed";
import type { Viewer } from "@/lib/people/viewer";
import { afterShownQuery, limitOf, paperKey } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperList, toPaperListJson } from "@/lib/programs/api/paper-json";

const tag = "Your own page";

const weight = z.preprocess(
  (given) => (given === "" ? undefined : given),
  z.coerce.number().min(0).max(maxWeight).optional(),
);
const weights = Object.fromEntries(
  mixParts.map((part) => {
    const name = sliderWords[part].name.toLowerCase();
    return [part, weight.describe(`How much ${name} weighs, 0 to ${maxWeight}.`)];
  }),
) as Record<(typeof mixParts)[number], typeof weight>;

/** The query parameters of a reader's own list. */
export const ownListQuery = z.strictObject({
  ...weights,
  mix: z
    .string()
    .max(80)
    .optional()
    .describe(
      "The slug of a saved mix; without it, the one you begin with. Weights given here go before it.",
    ),
  after: afterShownQuery,
  limit: limitOf(100, 50),
});

const list = operation(
  {
    id: "listOwnPapers",
    method: "GET",
    path: "/me/papers",
    tag,
    summary: "List your own trending page",
    description:
      "The papers of these days in your own order, each with the sum behind its place. Asking is no visit: nothing counts as shown.",
    access: "person",
    query: ownListQuery,
    answer: paperList,
    errors: ["not-found"],
    example: { query: { limit: "5", taste: "1.5" } },
  },
  ({ viewer, query, now }) => listOwnJson(viewer, query, now),
);

/** One page of the viewer's own list, as JSON. @throws AppError not-found for a mix they have not saved */
export async function listOwnJson(
  viewer: Viewer,
  { after, limit, mix, ...asked }: z.output<typeof ownListQuery>,
  now: Date,
): Promise<z.input<typeof paperList>> {
  const reader = await getReader(viewer, now);
  const given = Object.entries(asked).flatMap(([part, weight]) =>
    weight === undefined ? [] : [[part, String(weight)]],
  );
  const own = findOwnPage(reader.mixes, mix ?? null, Object.fromEntries(given));
  if (!own) throw new AppError("not-found", "You have no such mix.");
  return toPaperListJson(
    await listFeed({ kind: "own", mix: own.mix }, { viewer, reader, after, limit, now }),
  );
}

const pass = operation(
  {
    id: "passPapers",
    method: "POST",
    path: "/me/passed",
    tag,
    summary: "Say what you looked past",
    description:
      "Papers of your own page that you saw and left. A paper counts once a visit, and sinks after three. Nothing is noted where you do not want to be learnt from.",
    access: "person",
    body: z
      .strictObject({ papers: z.array(paperKey).min(1).max(200) })
      .meta({ id: "PassedPapers", description: "At most 200 ids." }),
    limit: "read",
    errors: ["not-found"],
    example: { body: { papers: ["{paper}"] } },
  },
  ({ viewer, body, now }) => passPapers(viewer, body.papers, now),
);

/** Operations on the viewer's own trending page. */
export const ownPageOperations: Operation[] = [list, pass];
