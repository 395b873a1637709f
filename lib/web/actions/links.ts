"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import * as links from "@/lib/community/links";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const key = z.string().max(40);

/** Adds a link to a paper, or corrects the kind of one. */
export const setLink = formAction(
  links.linkSchema.extend({ key }),
  { limit: "write" },
  async (viewer, { key: paperKey, ...link }) => {
    await links.setLink(viewer, paperKey, link);
    purgePages();
    redirect(`/papers/${paperKey}#links`);
  },
);

/** Removes a link from a paper. */
export const removeLink = formAction(
  z.object({ key, url: z.string().max(2000) }),
  { limit: "write" },
  async (viewer, input) => {
    await links.removeLink(viewer, input.key, input.url);
    purgePages();
    redirect(`/papers/${input.key}#links`);
  },
);
