import type { z } from "zod";
import { toAppError } from "@/lib/base/database-failure";
import { storageAppError } from "@/lib/base/storage-trouble";
import { grouped, storableText } from "@/lib/base/text";
import { speakPlainly } from "@/lib/web/plain-problems";

speakPlainly();

/**
 * A form's state after it was sent: `error` about the whole form, `fields` with a sentence for each invalid field, `done`
 * after success, and the typed `values` (lists as lines), so that nothing is lost. Null before it was sent.
 */
export type FormState = {
  error?: string;
  fields?: Record<string, string>;
  done?: string;
  values?: Record<string, string>;
} | null;

/** A form's fields by name. */
export type FormValues = Record<string, string | string[]>;

/**
 * A form's fields as strings. A field that occurs several times, or whose name ends in `[]`, is a list.
 * Files and the framework's own fields (`$ACTION…`) are left out.
 */
export function formValues(form: FormData): FormValues {
  const found = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    const values = found.get(name) ?? [];
    found.set(name, values);
    // An address with a NUL character is refused, not repaired: two spellings of one address would be counted apart.
    if (typeof value === "string") values.push(name === "email" ? value : storableText(value));
  }
  return Object.fromEntries(
    Array.from(found, ([name, values]) => {
      const list = name.endsWith("[]") || values.length > 1;
      return [name.replace(/\[\]$/, ""), list ? values : (values[0] ?? "")];
    }),
  );
}

/** The most characters of a form in all, unless its action takes more, and the most values. A comment has up to 65,536. */
const usualLength = 150_000;
const maxValues = 2000;

/**
 * What is wrong with the size of a form, in a sentence; null if it can be parsed in a moment.
 * @param longest the most characters of all values
 */
export function formSizeProblem(values: FormValues, longest: number = usualLength): string | null {
  const texts = Object.values(values).flat();
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > longest) return `This form takes at most ${grouped(longest)} characters: send less.`;
  if (texts.length > maxValues) return `This form takes at most ${grouped(maxValues)} values: send fewer.`;
  return null;
}

/**
 * The text of a file in a form; "" if none was chosen. UTF-16 is recognised by its byte order mark; anything else is decoded
 * as UTF-8 or, if that is invalid, as Windows-1252.
 */
export async function readTextFile(file: FormDataEntryValue | null): Promise<string> {
  if (!(file instanceof Blob)) return "";
  const bytes = await file.arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The first problem of each invalid field, as a sentence, by the field's name. */
export function fieldProblems(error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) found[String(issue.path[0] ?? "form")] ??= issue.message;
  return found;
}

/** The state of a form whose action failed with an expected error, or because nothing can be stored. @throws any other error */
export function failedState(reason: unknown, values: FormValues): FormState {
  const failure = toAppError(reason) ?? storageAppError(reason);
  if (failure) return { error: failure.message, values: singles(values) };
  throw reason;
}

/** The state of a form with invalid fields. */
export function invalidState(error: z.ZodError, values: FormValues): FormState {
  const fields = fieldProblems(error);
  const state = { fields, values: singles(values) };
  return fields.form ? { ...state, error: fields.form } : state;
}

function singles(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.join("\n") : value]),
  );
}
