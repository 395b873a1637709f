/**
 * The path of this hub to go to after a form.
 * @param next the value in the address or the form, which may be anything
 * @returns the path with its query, or "/" for anything that could lead to another site
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 2000) return "/";
  const base = "http://hub.invalid";
  if (!URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  if (url.origin !== base) return "/";
  // Dots in the path could leave two slashes in front, which a browser reads as another host.
  return `${url.pathname.replace(/^\/+/, "/")}${url.search}${url.hash}`;
}

/** The address of the sign-in page, from which people return to `next`. */
export function signInPath(next: unknown): string {
  return withNext("/sign-in", next);
}

/** The address of the page where a signed-in person signs in again, to return to `next`. */
export function signInAgainPath(next: unknown): string {
  return withNext("/sign-in/again", next);
}

/** The address of the page where a new person chooses a username and then returns to `next`. */
export function welcomePath(next: unknown): string {
  return withNext("/welcome", next);
}

/** The address of the first steps of a new person, who then returns to `next`. */
export function firstStepsPath(next: unknown, step: "" | "/papers" = ""): string {
  return withNext(`/first-steps${step}`, next);
}

function withNext(path: string, next: unknown): string {
  const safe = safeNext(next);
  return safe === "/" ? path : `${path}?next=${encodeURIComponent(safe)}`;
}
