"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import * as community from "@/lib/community/organization";
import { organizationText } from "@/lib/papers/organizations";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

/** Sets a paper's organisation; an empty name removes it. */
export const setOrganization = formAction(
  z.object({ key: z.string().max(40), organization: organizationText }),
  { limit: "write" },
  async (viewer, { key, organization }) => {
    await community.setOrganization(viewer, key, organization);
    purgePages();
    redirect(`/papers/${key}`);
  },
);
