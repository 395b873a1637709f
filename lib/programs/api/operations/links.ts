import { z } from "zod";
import { linkSchema, removeLink, setLink } from "@/lib/community/links";
import { paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { getPaperJson, paperDetails } from "@/lib/programs/api/paper-details";

const onLinks = {
  path: "/papers/{id}/links",
  tag: "Papers",
  params: paperParams,
  access: "person",
  errors: ["not-found"],
  purges: true,
} as const;
const example = { params: { id: "{paper}" } };

const set = operation(
  {
    id: "setLink",
    method: "PUT",
    ...onLinks,
    summary: "Add a link to a paper",
    description:
      "Or correct the kind of one that it has. For its verified authors, its submitter and curators. Setting it again changes nothing.",
    body: z.strictObject(linkSchema.shape).meta({ id: "NewLink" }),
    answer: paperDetails,
    errors: ["not-found", "unprocessable"],
    example: { ...example, body: { url: "https://huggingface.co/datasets/owner/name", kind: "dataset" } },
  },
  async ({ viewer, params, body }) => {
    await setLink(viewer, params.id, body);
    return getPaperJson(viewer, params.id);
  },
);

const remove = operation(
  {
    id: "removeLink",
    method: "DELETE",
    ...onLinks,
    summary: "Remove a link from a paper",
    description:
      "It is not found again. For its verified authors, its submitter and curators. Repeating it changes nothing.",
    query: z.object({
      url: z.string().max(500).describe("The link’s address as the paper gives it in `links`."),
    }),
    example: { ...example, query: { url: "https://github.com/owner/name" } },
  },
  ({ viewer, params, query }) => removeLink(viewer, params.id, query.url),
);

/** Operations on the links of papers. */
export const linkOperations: Operation[] = [set, remove];
