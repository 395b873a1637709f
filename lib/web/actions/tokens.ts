"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import { newTokenSchema } from "@/lib/people/account/schema";
import * as tokens from "@/lib/people/account/tokens";
import { formAction } from "@/lib/web/action";

const days = z
  .enum(["30", "90", "365", "never"], { error: "Choose how long the token lasts." })
  .transform((text) => (text === "never" ? null : Number(text)));

/** Creates a token and shows it once. */
export const createToken = formAction(
  newTokenSchema.extend({ days }),
  { sensitive: { form: "token", page: () => "/settings/tokens#new" } },
  async (viewer, input) => {
    const { token } = await tokens.createToken(viewer, input);
    revalidatePath("/settings/tokens");
    return { values: { token } };
  },
);

/** Revokes a token. */
export const revokeToken = formAction(z.object({ id: rowId }), {}, async (viewer, { id }) => {
  await tokens.revokeToken(viewer, id);
  revalidatePath("/settings/tokens");
  return null;
});
