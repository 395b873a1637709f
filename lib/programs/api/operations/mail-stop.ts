import { z } from "zod";
import { allowMail, findMailStop } from "@/lib/mail/bounces";
import { getProfile } from "@/lib/people/people";
import { moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const common = { tag: "Mail", path: "/me/mail-stop", access: "person", example: {} } as const;

const stopJson = z
  .object({ kind: z.enum(["bounce", "complaint"]), stoppedAt: moment })
  .meta({ id: "MailStop", description: "Why no mail goes to your address, and since when." });

const read = operation(
  {
    id: "getMailStop",
    method: "GET",
    ...common,
    summary: "Read why no mail comes to you",
    description: "Your address bounced, or a mail was reported there as unwanted.",
    answer: z
      .object({ stop: stopJson.nullable().describe("null where mail comes.") })
      .meta({ id: "OwnMailStop" }),
  },
  async ({ viewer }) => {
    const stop = await findMailStop((await getProfile(viewer)).email);
    return { stop: stop && { kind: stop.kind, stoppedAt: stop.stoppedAt.toISOString() } };
  },
);

const allow = operation(
  {
    id: "allowMail",
    method: "DELETE",
    ...common,
    summary: "Have mail come to you again",
    description: "It stops again when your address bounces once more.",
  },
  async ({ viewer }) => {
    const { email } = await getProfile(viewer);
    if (email) await allowMail(email);
  },
);

/** Operations on the block of all mail to the viewer's address after a bounce or a complaint. */
export const mailStopOperations: Operation[] = [read, allow];
