import { sessionCookies } from "@/lib/people/account/sessions";
import { isCallbackUrl } from "@/lib/web/auth/callback-url";

type Cookie = { name: string; value: string };

/** The cookies of a request's header, decoded; one that cannot be decoded is left out, as Next leaves it out. */
function parse(header: string): Cookie[] {
  return header.split(";").flatMap((pair) => {
    if (isBlank(pair)) return [];
    const [name = "", ...rest] = pair.split("=");
    const value = decoded(rest.join("=").trim());
    return value === null ? [] : [{ name: name.trim(), value }];
  });
}

// A header may have thousands of semicolons and nothing else.
function isBlank(pair: string): boolean {
  return pair.trim() === "";
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/**
 * A Cookie header without what only a program sends: values with control characters, of which PostgreSQL refuses NUL, and
 * a return address that next-auth could not parse.
 */
export function cleanCookies(header: string): string {
  const kept = header.split(";").filter((pair) => {
    if (isBlank(pair)) return true;
    const [cookie] = parse(pair);
    return cookie !== undefined && isHarmless(cookie);
  });
  return kept.join(";").trim();
}

function isHarmless({ name, value }: Cookie): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name + value)) return false;
  return !name.endsWith("next-auth.callback-url") || isCallbackUrl(value);
}

/** The session token that the hub will read from a Cookie header, or null. */
export function sessionToken(header: string): string | null {
  const cookies = new Map(parse(header).map(({ name, value }) => [name, value]));
  for (const name of sessionCookies) {
    const value = cookies.get(name);
    if (value) return value;
  }
  return null;
}
