import { z } from "zod";

/** Line ends and other controls, signs without width, and those that turn around what follows. */
const unseen = /[\p{Cc}\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A name that people give to something or themselves: one line, and empty where nobody would see any of it. */
export function nameText(): z.ZodString {
  return z.string().overwrite((given) => {
    const name = given.replace(unseen, " ").replace(/\s+/g, " ").trim();
    return /[^\p{Default_Ignorable_Code_Point}\p{C}\s]/u.test(name) ? name : "";
  });
}
