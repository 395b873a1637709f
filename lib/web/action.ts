import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { toAppError } from "@/lib/base/database-failure";
import { isRecentSession } from "@/lib/people/account/sessions";
import type { Viewer } from "@/lib/people/viewer";
import { noteActionCall } from "@/lib/web/action-call";
import { clientAddress } from "@/lib/web/address";
import { currentPath } from "@/lib/web/current-path";
import {
  type FormState,
  type FormValues,
  failedState,
  formSizeProblem,
  formValues,
  invalidState,
} from "@/lib/web/form";
import { countUse, type LimitName } from "@/lib/web/limits/limits";
import { signInAgainPath, signInPath, welcomePath } from "@/lib/web/next-path";
import { assertSameOrigin } from "@/lib/web/origin";
import { forgetTyped, keepTyped } from "@/lib/web/typed";
import { getPendingPerson, getSessionToken, getViewer } from "@/lib/web/viewer";

export type { FormState } from "@/lib/web/form";

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type Outcome = FormState | undefined;

/**
 * A form that asks for a session begun in the last 15 minutes: its name, under which the typed values are kept meanwhile,
 * and the address of its page.
 */
type Sensitive = { form: string; page: (values: FormValues) => string };
type Options = { limit?: LimitName; longest?: number; sensitive?: Sensitive };
type Run<S extends z.ZodType, V> = (viewer: V, input: z.output<S>) => Promise<Outcome> | Outcome;

/**
 * A server action for a form, with and without JavaScript: same-origin check, viewer, rate limit, parsing, one call.
 * Signed-out callers are redirected to sign in, and then back to the form's page, unless `signedOut` admits them.
 * @param schema of the form's fields (strings; lists for repeated names)
 * @param options `limit` names the rate limit, by default "write"; `longest` is the most characters of the form. A
 * `sensitive` form redirects people whose session is older than 15 minutes to sign in again; they come back to its page,
 * where what they typed is filled in
 * @param run makes the one call and returns the form's next state, or nothing on success
 * @returns the action; expected failures become the form's state, redirects and unexpected failures are thrown on
 */
export function formAction<S extends z.ZodType>(
  schema: S,
  options: Options & { signedOut: true },
  run: Run<S, Viewer | null>,
): Action;
export function formAction<S extends z.ZodType>(
  schema: S,
  options: Options & { signedOut?: never },
  run: Run<S, Viewer>,
): Action;
export function formAction<S extends z.ZodType>(
  schema: S,
  options: Options & { signedOut?: true },
  run: Run<S, Viewer> | Run<S, Viewer | null>,
): Action {
  return async (_state, form) => {
    noteActionCall(await headers(), form);
    const values = formValues(form);
    try {
      const tooLarge = formSizeProblem(values, options.longest);
      // A form that is too large is not sent back.
      if (tooLarge) return { error: tooLarge };
      const viewer = await admit(options, values);
      const parsed = schema.safeParse(values);
      if (!parsed.success) return invalidState(parsed.error, values);
      return (await (run as Run<S, Viewer | null>)(viewer, parsed.data)) ?? null;
    } catch (reason) {
      // After a redirect the browser keeps its layout, such as the name in the navigation bar, unless it is marked as stale.
      // After an expected failure nothing is rendered again: the form, with its error message, could disappear.
      if (!toAppError(reason)) revalidatePath("/", "layout");
      return failedState(reason, values);
    }
  };
}

async function admit(options: Options & { signedOut?: true }, values: FormValues): Promise<Viewer | null> {
  const requestHeaders = await headers();
  assertSameOrigin(requestHeaders);
  const viewer = await getViewer();
  if (!viewer && !options.signedOut) await sendAway(values.next ?? (await currentPath()));
  if (viewer && options.sensitive) await askForRecentSession(viewer, options.sensitive, values);
  await countUse(options.limit ?? "write", {
    viewer,
    address: clientAddress(requestHeaders),
  });
  return viewer;
}

async function askForRecentSession(
  viewer: Viewer,
  { form, page }: Sensitive,
  values: FormValues,
): Promise<void> {
  if (await isRecentSession(await getSessionToken())) return forgetTyped();
  await keepTyped(viewer, form, values);
  redirect(signInAgainPath(page(values)));
}

async function sendAway(next: unknown): Promise<never> {
  return redirect((await getPendingPerson()) ? welcomePath(next) : signInPath(next));
}
