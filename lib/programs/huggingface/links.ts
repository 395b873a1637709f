import { z } from "zod";
import { setMainLinks } from "@/lib/community/links";
import { optionalLink } from "@/lib/community/submissions/schema";
import type { Viewer } from "@/lib/people/viewer";

const githubRepo = z
  .string()
  .trim()
  .transform((text) => text.replace(/(\.git)?\/?$/, ""))
  .pipe(
    z.string().regex(/^https:\/\/github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}$/, {
      error: "Write a repository's address, such as https://github.com/owner/name.",
    }),
  );

/** The body of `POST /api/papers/{id}/links`: null or "" removes a link, a missing field leaves it as it is. */
export const linksBody = z
  .object({
    githubRepo: z.union([z.literal("").transform(() => null), z.null(), githubRepo]).optional(),
    // `undefined` is tried first: optionalLink would take a missing field for an empty one.
    projectPage: z
      .string()
      .nullable()
      .optional()
      .pipe(z.union([z.undefined(), z.null(), optionalLink]))
      .optional(),
  })
  .meta({ id: "LinksBody" });

type Links = z.output<typeof linksBody>;

/**
 * Sets the links to a paper's code and project page; setting the same links again changes nothing.
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators
 */
export async function setLinks(viewer: Viewer, key: string, links: Links): Promise<void> {
  await setMainLinks(viewer, key, { codeUrl: links.githubRepo, projectUrl: links.projectPage });
}
