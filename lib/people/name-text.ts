import { z } from "zod";

/** Line breaks and other control characters, zero-width characters, and those that change the text direction. */
const unseen = /[\p{Cc}\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** The schema of a name that people give to something or themselves: one line; a name without visible characters becomes empty. */
export function nameText(): z.ZodString {
  return z.string().overwrite((given) => {
    const name = given.replace(unseen, " ").replace(/\s+/g, " ").trim();
    return /[^\p{Default_Ignorable_Code_Point}\p{C}\s]/u.test(name) ? name : "";
  });
}
