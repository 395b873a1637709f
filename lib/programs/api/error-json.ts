import { z } from "zod";

/** How every address of the API answers when it fails. */
export const errorJson = z
  .object({
    error: z.string().describe("One plain sentence."),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .describe("What is wrong with each part of the input."),
  })
  .meta({ id: "Error" });

export type ErrorJson = z.output<typeof errorJson>;
