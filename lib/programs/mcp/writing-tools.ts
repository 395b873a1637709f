import { z } from "zod";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import { paperKey } from "@/lib/programs/api/inputs";
import { toUpvoteJson, upvoteState } from "@/lib/programs/api/operations/upvotes";
import { type Tool, tool } from "@/lib/programs/mcp/tool";

const on = z.boolean().default(true);

const upvote = tool(
  {
    name: "upvote",
    title: "Upvote a paper, or take it back",
    description:
      "Upvotes a paper in the name of the person whose token is sent, or takes that upvote back with `on: false`. Everybody sees the count. Do it only when the person asks for it.",
    changes: true,
    input: z.strictObject({ id: paperKey, on: on.describe("False takes the upvote back.") }),
    output: upvoteState,
  },
  async ({ id, on }, { change, now }) => {
    const viewer = await change("vote");
    const answer = toUpvoteJson(await (on ? upvotePaper(viewer, id, now) : takeBackUpvote(viewer, id, now)));
    const state = answer.upvoted ? "You upvote it" : "You do not upvote it";
    return { answer, text: [`${state}; upvotes: ${answer.upvotes}.`, answer.note ?? ""].join(" ").trim() };
  },
);

const save = tool(
  {
    name: "save",
    title: "Keep a paper for later, or no longer",
    description:
      "Puts a paper on the reading list of the person whose token is sent, or takes it off with `on: false`. Nobody else sees the list.",
    changes: true,
    input: z.strictObject({ id: paperKey, on: on.describe("False takes it off the list.") }),
    output: z.object({ saved: z.boolean() }),
  },
  async ({ id, on }, { change, now }) => {
    const viewer = await change("vote");
    await (on ? savePaper(viewer, id, now) : unsavePaper(viewer, id));
    return { answer: { saved: on }, text: on ? "Kept for later." : "Kept no longer." };
  },
);

/** Tools that act for a person; they need a token that may write. */
export const writingTools: Tool[] = [upvote, save];
