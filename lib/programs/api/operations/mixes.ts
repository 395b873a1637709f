import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { deleteMix } from "@/lib/digests/subscriptions/delete-mix";
import { type Mix, maxMixes, maxWeight, mixName, mixParts, ownPath, plainMix } from "@/lib/feeds/for-you/mix";
import {
  changeMix,
  createMix,
  getMix,
  listMixes,
  renewMix,
  type SavedMix,
  setDefaultMix,
} from "@/lib/feeds/for-you/mixes";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { feedFile } from "@/lib/programs/formats/formats";

const tag = "Your own page";

const weight = z.number().min(0).max(maxWeight);
const weightsJson = z
  .object(Object.fromEntries(mixParts.map((part) => [part, weight])) as Record<keyof Mix, typeof weight>)
  .meta({ id: "Mix", description: "How much each part weighs: 0 leaves it out, 1 is as it is, 2 double." });

const mixJson = z
  .object({
    name: z.string(),
    slug: z.string().describe("Names it in addresses; a new name does not change it."),
    weights: weightsJson,
    isDefault: z.boolean().describe("Whether your own page begins with it."),
    url: z.url().describe("Its page, for you alone."),
    feed: z.url().describe("Its Atom feed. A secret: whoever knows it reads the page without signing in."),
  })
  .meta({ id: "SavedMix", description: "A weighing of your own page, saved under a name." });

const list = operation(
  {
    id: "listMixes",
    method: "GET",
    path: "/me/mixes",
    tag,
    summary: "List your mixes",
    description: "The weights that you saved under a name, each of which is a feed.",
    access: "person",
    answer: z.object({ items: z.array(mixJson) }).meta({ id: "MixList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listMixes(viewer)).map(toJson) }),
);

const partly = weightsJson.partial().describe("What is left out weighs 1.");

const make = operation(
  {
    id: "createMix",
    method: "POST",
    path: "/me/mixes",
    tag,
    summary: "Save a mix",
    description: `At most ${maxMixes} a person.`,
    access: "person",
    body: z.strictObject({ name: mixName, weights: partly }).meta({ id: "NewMix" }),
    answer: mixJson,
    status: 201,
    location: "url",
    errors: ["conflict"],
    example: { body: { name: "Evenings", weights: { trend: 0.5, taste: 2 } } },
  },
  async ({ viewer, body: { name, weights } }) =>
    toJson(await createMix(viewer, { name, weights: filled(weights) })),
);

const one = {
  path: "/me/mixes/{slug}",
  tag,
  access: "person",
  params: z.object({ slug: z.string().max(120).describe("The `slug` that the list gives.") }),
  errors: ["not-found"],
  example: { params: { slug: "evenings" } },
} as const;

const get = operation(
  {
    ...one,
    id: "getMix",
    method: "GET",
    summary: "Read a mix",
    description: "Its name, its weights and the address of its feed.",
    answer: mixJson,
  },
  async ({ viewer, params }) => toJson(await getMix(viewer, params.slug)),
);

const change = operation(
  {
    id: "changeMix",
    method: "PATCH",
    ...one,
    summary: "Rename or reweigh a mix",
    description: "What is left out stays as it is, but weights come all at once. Its address stays.",
    body: z
      .strictObject({
        name: mixName.optional(),
        weights: partly.optional(),
        isDefault: z.boolean().optional().describe("Whether your own page is to begin with it."),
      })
      .meta({ id: "MixChange" }),
    answer: mixJson,
    errors: ["not-found", "conflict"],
    example: { params: { slug: "evenings" }, body: { isDefault: true } },
  },
  async ({ viewer, params: { slug }, body: { name, weights, isDefault } }) => {
    const wish = { ...(name !== undefined && { name }), ...(weights && { weights: filled(weights) }) };
    const before = await changeMix(viewer, slug, wish);
    if (isDefault !== undefined && isDefault !== before.isDefault)
      await setDefaultMix(viewer, isDefault ? slug : null);
    return toJson(await getMix(viewer, slug));
  },
);

const renew = operation(
  {
    id: "renewMix",
    method: "POST",
    ...one,
    path: "/me/mixes/{slug}/renew",
    summary: "Give a mix's feed a new address",
    description: "Whoever knows the old one reads no more.",
    answer: mixJson,
  },
  async ({ viewer, params }) => toJson(await renewMix(viewer, params.slug)),
);

const remove = operation(
  {
    ...one,
    id: "deleteMix",
    method: "DELETE",
    summary: "Remove a mix, with its feed and mails",
    description: "At once and for good.",
  },
  ({ viewer, params }) => deleteMix(viewer, params.slug),
);

/** Operations on the saved mixes of the viewer's own page. */
export const mixOperations: Operation[] = [list, make, get, change, renew, remove];

function filled(weights: { [Part in keyof Mix]?: number | undefined }): Mix {
  return Object.fromEntries(mixParts.map((part) => [part, weights[part] ?? plainMix[part]])) as Mix;
}

function toJson({ name, slug, weights, isDefault, token }: SavedMix): z.input<typeof mixJson> {
  const { HUB_URL: hub } = getConfig();
  const url = hub + ownPath(slug);
  return { name, slug, weights, isDefault, url, feed: hub + feedFile(`/mine/${token}`, "atom") };
}
