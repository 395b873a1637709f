import { z } from "zod";
import {
  giveSignal,
  listSignals,
  maxSignals,
  type SignalRow,
  takeBackSignal,
} from "@/lib/feeds/taste/feedback";
import { moment, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { SignalKind, SignalWhy } from "@/prisma/generated/enums";

const tag = "Your own page";
const why = z.enum(SignalWhy).describe("Not my field, seen it, not this author, low quality.");

const common = {
  path: "/papers/{id}/signal",
  tag,
  access: "person",
  params: paperParams,
  limit: "vote",
} as const;

const give = operation(
  {
    id: "giveSignal",
    method: "PUT",
    ...common,
    summary: "Ask for more or less like a paper",
    description:
      "`more`: more like this. `less`: not for me; the paper leaves your own page. Your interests learn from it at once. The last word counts; nobody else sees it.",
    body: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("more") }),
        z.strictObject({ kind: z.literal("less"), why: why.optional() }),
      ])
      .meta({ id: "NewSignal" }),
    errors: ["not-found"],
    example: { params: { id: "{paper}" }, body: { kind: "less", why: "field" } },
  },
  ({ viewer, params, body, now }) => giveSignal(viewer, params.id, body, now),
);

const takeBack = operation(
  {
    id: "takeBackSignal",
    method: "DELETE",
    ...common,
    summary: "Take back what you said of a paper",
    description: "Nothing is learnt from it any more.",
    errors: ["not-found"],
    example: { params: { id: "{paper}" } },
  },
  ({ viewer, params, now }) => takeBackSignal(viewer, params.id, now),
);

const signalJson = z
  .object({
    paper: z.object({ id: z.string(), title: z.string() }),
    kind: z.enum(SignalKind),
    why: why.nullable(),
    givenAt: moment,
  })
  .meta({ id: "Signal", description: "What you said of a paper." });

const list = operation(
  {
    id: "listSignals",
    method: "GET",
    path: "/me/signals",
    tag,
    summary: "List what you said of papers",
    description: `The last first, at most ${maxSignals}.`,
    access: "person",
    answer: z.object({ items: z.array(signalJson) }).meta({ id: "SignalList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listSignals(viewer)).map(toJson) }),
);

/** Operations on the viewer's feedback on papers: "more like this" and "not for me". */
export const signalOperations: Operation[] = [give, takeBack, list];

function toJson({ key, title, kind, why, givenAt }: SignalRow): z.input<typeof signalJson> {
  return { paper: { id: key, title }, kind, why, givenAt: givenAt.toISOString() };
}
