import { z } from "zod";
import { invisible } from "@/lib/base/text";

/** The schema of a name that people give to something or themselves: one line, without invisible characters; a name without visible characters becomes empty. */
export function nameText(): z.ZodString {
  return z.string().overwrite((given) => {
    const name = given
      .replace(invisible, "")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim();
    return /[^\p{Default_Ignorable_Code_Point}\p{C}\s]/u.test(name) ? name : "";
  });
}
