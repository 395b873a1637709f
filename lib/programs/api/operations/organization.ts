import { z } from "zod";
import { setOrganization } from "@/lib/community/organization";
import { organizationText } from "@/lib/papers/organizations";
import { paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { getPaperJson, paperDetails } from "@/lib/programs/api/paper-details";

const set = operation(
  {
    id: "setOrganization",
    method: "PUT",
    path: "/papers/{id}/organization",
    tag: "Papers",
    summary: "Set a paper's organisation",
    description:
      "For its verified authors, its submitter and curators; null removes it. Imports do not change it afterwards. Setting it again changes nothing.",
    params: paperParams,
    access: "person",
    body: z
      .strictObject({ name: organizationText.nullable().describe("Its name; null removes it.") })
      .meta({ id: "NewOrganization" }),
    answer: paperDetails,
    errors: ["not-found"],
    purges: true,
    example: { params: { id: "{paper}" }, body: { name: "An Example Lab" } },
  },
  async ({ viewer, params, body, now }) => {
    await setOrganization(viewer, params.id, body.name, now);
    return getPaperJson(viewer, params.id);
  },
);

/** Operations on the organisations of papers. */
export const organizationOperations: Operation[] = [set];
