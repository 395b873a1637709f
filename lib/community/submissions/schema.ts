import { z } from "zod";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { structureProblem } from "@/lib/community/comments/structure";
import { isTopic } from "@/lib/papers/topics/topics";

// Control characters except line breaks become spaces: PostgreSQL rejects NUL, and the others come from pasting.
const text = z.string().transform((given) =>
  given
    .replaceAll("\r\n", "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .trim(),
);
const line = text.transform((given) => given.replace(/\s+/g, " "));

// The length is checked first: the time to parse a host name grows with its square.
const addressOf = (protocol: RegExp) =>
  z
    .string()
    .max(500, { error: "An address has at most 500 characters.", abort: true })
    .check(
      z.url({
        protocol,
        hostname: z.regexes.domain,
        error: "Write the address in full, beginning with https://",
      }),
    );

const address = addressOf(/^https$/);

/** A web address, as it may stand in an abstract. */
export const webAddress = addressOf(/^https?$/);

/** An https URL, or null for an empty field. */
export const optionalLink = z
  .string()
  .trim()
  .default("")
  .transform((given) => given || null)
  .pipe(address.nullable());

/** The form for a paper that is fetched from arXiv; `id` is whatever the person pasted. */
export const submissionSchema = z.object({
  id: z.string().max(500, { error: "That is too long for an address." }),
  comment: text.default("").pipe(
    z
      .string()
      .max(maxCommentLength, {
        error: `A comment has at most ${maxCommentLength} characters.`,
        abort: true,
      })
      .superRefine((comment, context) => {
        const message = structureProblem(comment);
        if (message) context.addIssue({ code: "custom", message });
      }),
  ),
  codeUrl: optionalLink,
  projectUrl: optionalLink,
  upvote: z.literal("on").optional().transform(Boolean),
});

export type SubmissionInput = z.output<typeof submissionSchema>;

export const titleSchema = line.pipe(
  z
    .string()
    .min(3, { error: "Write the paper's title." })
    .max(500, { error: "A title has at most 500 characters." }),
);

export const abstractSchema = text.pipe(
  z
    .string()
    .min(20, { error: "Write the abstract; a sentence at least." })
    .max(10_000, { error: "An abstract has at most 10,000 characters." }),
);

/** arXiv categories, as a list or as text separated by spaces or commas. */
export const topicsSchema = z
  .union([z.string(), z.array(z.string())])
  .default("")
  .refine((given) => String(given).length <= 1000, { error: "At most ten topics." })
  .transform((given) => [
    ...new Set(
      String(given)
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ])
  .pipe(
    z
      .array(z.string().refine(isTopic, { error: "Topics are arXiv's categories, such as cs.CL." }))
      .max(10, { error: "At most ten topics." }),
  );

/** The form for a paper that cannot be fetched and is entered by hand. */
export const byHandSchema = z.object({
  title: titleSchema,
  authors: text
    .transform((given) => given.split("\n").map((name) => name.replace(/\s+/g, " ").trim()))
    .transform((names) => [...new Set(names.filter(Boolean))])
    .pipe(
      z
        .array(z.string().max(120, { error: "Put one author on each line." }))
        .min(1, { error: "Name the authors, one on each line." })
        .max(500, { error: "At most 500 authors." }),
    ),
  abstract: abstractSchema,
  link: z.string().trim().pipe(address),
  topics: topicsSchema,
});

export type ByHandInput = z.output<typeof byHandSchema>;
