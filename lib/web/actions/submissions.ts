"use server";

import { redirect } from "next/navigation";
import { getConfig } from "@/lib/base/config";
import * as byHand from "@/lib/community/submissions/by-hand";
import { byHandSchema, submissionSchema } from "@/lib/community/submissions/schema";
import * as submissions from "@/lib/community/submissions/submissions";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const moment = () => ({ now: new Date(), timeZone: getConfig().HUB_TIME_ZONE });

/** Submits a paper from arXiv and redirects to its page. */
export const submitPaper = formAction(submissionSchema, { limit: "submit" }, async (viewer, input) => {
  const { key } = await submissions.submitPaper(viewer, input, { client: getArxiv(), ...moment() });
  // Somebody may have looked for the paper just before, and got the page that says it is not here.
  purgePages(`/papers/${key}`);
  redirect(`/papers/${key}`);
});

/** Stores a paper entered by hand until a curator decides on it. */
export const enterPaper = formAction(byHandSchema, { limit: "submit" }, async (viewer, input) => {
  await byHand.enterPaper(viewer, input, moment());
  redirect("/submit#entries");
});
