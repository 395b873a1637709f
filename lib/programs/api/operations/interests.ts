import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { countBeingRead } from "@/lib/feeds/taste/being-read";
import { interestWords } from "@/lib/feeds/taste/interest-words";
import {
  dropPapers,
  type Interest,
  interestName,
  listInterests,
  makeInterest,
  maxChosen,
  maxInterests,
  mergeInterests,
  movePapers,
  pauseInterest,
  removeInterest,
  renameInterest,
} from "@/lib/feeds/taste/interests";
import { idParams, paperKey } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Your own page";

const interestJson = z
  .object({
    id: z.int(),
    name: z.string().describe("“papers like” and a title until it has a name."),
    provisional: z
      .boolean()
      .describe("Whether it has no name yet: the hub names it once five papers share a phrase."),
    kept: z
      .boolean()
      .describe("Named or changed by you; the others are suggestions, sorted anew as you read."),
    paused: z.boolean(),
    papers: z.int().describe("How many papers made it."),
    newest: z.array(z.object({ id: z.string(), title: z.string() })).describe("Of them, the newest twenty."),
  })
  .meta({ id: "Interest", description: "A named taste, with the papers that made it." });

const list = operation(
  {
    id: "listInterests",
    method: "GET",
    path: "/me/interests",
    tag,
    summary: "List your interests",
    description: "The largest first, those that rest last. Nobody else sees them.",
    access: "person",
    answer: z
      .object({
        items: z.array(interestJson),
        beingRead: z.int().describe("How many imported papers do not count in them yet."),
      })
      .meta({ id: "InterestList" }),
    example: {},
  },
  async ({ viewer }) => {
    const [interests, beingRead] = await Promise.all([listInterests(viewer), countBeingRead(viewer)]);
    return { items: interests.map(toJson), beingRead };
  },
);

const make = operation(
  {
    id: "makeInterest",
    method: "POST",
    path: "/me/interests",
    tag,
    summary: "Make an interest of papers",
    description: `At most ${maxInterests}. Papers that are not here are passed over, but for one at least.`,
    access: "person",
    body: z
      .strictObject({ name: interestName, papers: z.array(paperKey).min(1).max(maxChosen) })
      .meta({ id: "NewInterest" }),
    answer: interestJson,
    status: 201,
    location: "id",
    errors: ["not-found", "conflict"],
    example: { body: { name: "Robots", papers: ["{paper}"] } },
  },
  async ({ viewer, body, now }) => find(viewer, (await makeInterest(viewer, body.name, body.papers, now)).id),
);

const one = {
  path: "/me/interests/{id}",
  tag,
  access: "person",
  params: idParams,
  errors: ["not-found"],
  example: { params: { id: "{interest}" } },
} as const;

const change = operation(
  {
    id: "changeInterest",
    method: "PATCH",
    ...one,
    summary: "Rename an interest, or let it rest",
    description: "A name that you give stays; while an interest rests, it ranks no papers.",
    body: z
      .strictObject({ name: interestName.optional(), paused: z.boolean().optional() })
      .meta({ id: "InterestChange", description: "What is left out stays as it is." }),
    answer: interestJson,
    example: { params: { id: "{interest}" }, body: { paused: true } },
  },
  async ({ viewer, params: { id }, body: { name, paused }, now }) => {
    if (name !== undefined) await renameInterest(viewer, id, name, now);
    if (paused !== undefined) await pauseInterest(viewer, id, paused, now);
    return find(viewer, id);
  },
);

const merge = operation(
  {
    id: "mergeInterests",
    method: "POST",
    ...one,
    path: "/me/interests/{id}/merge",
    summary: "Make one interest of two",
    description: "The papers of this one go into the other, and this one ends.",
    body: z.strictObject({ into: idParams.shape.id }).meta({ id: "InterestMerge" }),
    answer: interestJson,
    example: { params: { id: "{interest}" }, body: { into: 7 } },
  },
  async ({ viewer, params, body, now }) => {
    await mergeInterests(viewer, params.id, body.into, now);
    return find(viewer, body.into);
  },
);

const remove = operation(
  {
    id: "removeInterest",
    method: "DELETE",
    ...one,
    summary: "Remove an interest",
    description: "What you liked of it so far is not learnt from any more.",
  },
  ({ viewer, params, now }) => removeInterest(viewer, params.id, now),
);

const place = operation(
  {
    id: "movePaper",
    method: "PUT",
    ...one,
    path: "/me/interests/{id}/papers/{paper}",
    summary: "Put a paper into an interest",
    description: "It stays there, and leaves your other interests.",
    params: idParams.extend({ paper: paperKey }),
    example: { params: { id: "{interest}", paper: "{paper}" } },
  },
  ({ viewer, params: { id, paper }, now }) => movePapers(viewer, [paper], id, now),
);

const drop = operation(
  {
    id: "dropPaper",
    method: "DELETE",
    ...one,
    path: "/me/interest-papers/{paper}",
    summary: "Take a paper out of your interests",
    description: "Nothing is learnt from it any more, unless you like it again.",
    params: z.object({ paper: paperKey }),
    example: { params: { paper: "{paper}" } },
  },
  ({ viewer, params, now }) => dropPapers(viewer, [params.paper], now),
);

/** Operations on the viewer's interests and the papers in them. */
export const interestOperations: Operation[] = [list, make, change, merge, remove, place, drop];

async function find(viewer: Parameters<typeof listInterests>[0], id: number) {
  const found = (await listInterests(viewer)).find((interest) => interest.id === id);
  if (!found) throw new AppError("not-found", "You have no such interest.");
  return toJson(found);
}

function toJson({ id, kept, paused, count, papers, ...interest }: Interest): z.input<typeof interestJson> {
  const newest = papers.map(({ key, title }) => ({ id: key, title }));
  const { provisional } = interest;
  return { id, name: interestWords(interest), provisional, kept, paused, papers: count, newest };
}
