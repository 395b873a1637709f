import type { z } from "zod";
import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";

/** The caller of a tool, with the checks that the tool makes before it acts. */
export type Caller = {
  viewer: Viewer | null;
  now: Date;
  /** Counts one use of a limit. @throws AppError too-many */
  count: (limit: "read") => Promise<void>;
  /** Requires a person with a write token. @throws AppError otherwise */
  change: (limit: "vote") => Promise<Viewer>;
};

/** The result of a tool: JSON by its schema, and the same as text for a language model. */
type Result<O extends z.ZodObject> = { answer: z.input<O>; text: string };

type Definition<I extends z.ZodObject, O extends z.ZodObject> = {
  name: string;
  title: string;
  description: string;
  /** Whether it changes anything; repeating a call changes nothing more. */
  changes?: true;
  input: I;
  output: O;
};

export type Tool = Definition<z.ZodObject, z.ZodObject> & {
  run: (input: Record<string, unknown>, caller: Caller) => Promise<Result<z.ZodObject>>;
};

/** Defines a tool. @param run gets the parsed input and returns the value that `output` describes */
export function tool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: Definition<I, O>,
  run: (input: z.output<I>, caller: Caller) => Promise<Result<O>>,
): Tool {
  return { ...definition, run: run as Tool["run"] };
}

/** What a tool says that is for a person, when nobody's token was sent. */
export function needsToken(): string {
  return `This needs a token: make one at ${getConfig().HUB_URL}/settings/tokens and send it as \`Authorization: Bearer …\`. There is no OAuth here, so a client that cannot send headers can only read what is public.`;
}
