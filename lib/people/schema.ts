import { z } from "zod";
import { isTimeZone, todaysZoneName } from "@/lib/base/time-zones";
import { foldAddress } from "@/lib/people/mail-address";
import { nameText } from "@/lib/people/name-text";
import { foldUsername, usernameProblem } from "@/lib/people/username";

/** A username as typed, folded; the error message says what is wrong with it. */
export const usernameSchema = z
  .string()
  .transform(foldUsername)
  .superRefine((username, context) => {
    const message = usernameProblem(username);
    if (message) context.addIssue({ code: "custom", message });
  });

const maxLinks = 5;
const maxLinkLength = 300;

// The length is checked first: the time to parse a host name grows with its square.
const link = z
  .string()
  .max(maxLinkLength, { error: `Links have at most ${maxLinkLength} characters.`, abort: true })
  .check(z.url({ protocol: /^https$/, error: "Write each link in full, beginning with https://" }));

/** A time zone from the list. Other names of the same zone are accepted, too: Asia/Calcutta becomes Asia/Kolkata. */
export const timeZoneSchema = z
  .string()
  .overwrite(todaysZoneName)
  .refine(isTimeZone, { error: "Choose a time zone from the list." });

/** A profile as its owner enters it. Links are lines of text or a list; empty ones are left out. */
export const profileSchema = z.object({
  name: nameText().max(80, { error: "A name has at most 80 characters." }),
  bio: z
    .string()
    .trim()
    .transform((text) => text.replaceAll("\r\n", "\n"))
    .pipe(z.string().max(1000, { error: "At most 1,000 characters, please." })),
  links: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given.join("\n") : given).split(/\s+/).filter(Boolean))
    .refine((links) => links.length <= maxLinks, { error: "At most five links." })
    .pipe(z.array(link)),
  timeZone: z
    .string()
    .transform((zone) => zone || null)
    .pipe(timeZoneSchema.nullable()),
});

export type ProfileInput = z.output<typeof profileSchema>;

const noAddress = "That does not look like a mail address: write one, such as you@university.edu.";

// As zod's own pattern, but with international top-level domains in their ASCII form.
const addressPattern =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/;

/**
 * One mail address, folded (see foldAddress). A comma, quotes, angle brackets, white space within it, a second @ or any
 * control character is refused, so that a mail goes to exactly one mailbox.
 */
export const emailSchema = z
  .string()
  // Before folding, which would take line breaks away at the ends.
  .refine((given) => !/\p{Cc}/u.test(given), { error: noAddress })
  .overwrite(foldAddress)
  .max(254, { error: "That is too long for a mail address." })
  .pipe(z.email({ pattern: addressPattern, error: noAddress }));
