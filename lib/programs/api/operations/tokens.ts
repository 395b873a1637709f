import { z } from "zod";
import { newTokenSchema, scopes } from "@/lib/people/account/schema";
import { createToken, listTokens, revokeToken, type TokenRow } from "@/lib/people/account/tokens";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Tokens";

const tokenFields = {
  id: z.int(),
  name: z.string(),
  ending: z.string().describe("The token's last four characters."),
  scope: z.enum(scopes),
  createdAt: moment,
  expiresAt: moment.nullable().describe("Null for never."),
  lastUsedAt: moment.nullable().describe("To the minute."),
};

const tokenList = z
  .object({ items: z.array(z.object(tokenFields)) })
  .meta({ id: "TokenList", description: "Your tokens, the newest first, without themselves." });

const list = operation(
  {
    id: "listTokens",
    method: "GET",
    path: "/me/tokens",
    tag,
    summary: "List your tokens",
    description: "The newest first, without the tokens themselves: the hub keeps only their hashes.",
    access: "person",
    answer: tokenList,
    example: {},
  },
  async ({ viewer }) => ({ items: (await listTokens(viewer)).map(toTokenJson) }),
);

const madeToken = z
  .object({ ...tokenFields, token: z.string().describe("The token itself, for the only time.") })
  .meta({ id: "MadeToken" });

const make = operation(
  {
    id: "createToken",
    sensitive: true,
    method: "POST",
    path: "/me/tokens",
    tag,
    summary: "Make a token",
    description: "At most fifty a person. Keep the answer: the token is shown once and never again.",
    access: "person",
    body: z.strictObject(newTokenSchema.shape).meta({ id: "NewToken" }),
    answer: madeToken,
    status: 201,
    errors: ["conflict"],
    example: { body: { name: "Reading group bot", scope: "read", days: 90 } },
  },
  async ({ viewer, body, now }) => {
    const { token, row } = await createToken(viewer, body, now);
    return { ...toTokenJson(row), token };
  },
);

const revoke = operation(
  {
    id: "revokeToken",
    method: "DELETE",
    path: "/me/tokens/{id}",
    tag,
    summary: "Revoke a token",
    description: "At once and for good.",
    access: "person",
    params: idParams,
    errors: ["not-found"],
    example: { params: { id: "{token}" } },
  },
  ({ viewer, params }) => revokeToken(viewer, params.id),
);

/** Operations on the viewer's API tokens. */
export const tokenOperations: Operation[] = [list, make, revoke];

function toTokenJson(row: TokenRow): z.input<z.ZodObject<typeof tokenFields>> {
  return {
    id: row.id,
    name: row.name,
    ending: row.ending,
    scope: row.scope,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
