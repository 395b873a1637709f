import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { AppError } from "@/lib/base/errors";
import { emailSchema } from "@/lib/people/schema";
import { clientAddress } from "@/lib/web/address";
import { authOptions } from "@/lib/web/auth/auth";
import { assertCallbackUrl, badCallbackCookies } from "@/lib/web/auth/callback-url";
import { finishProviderSignIn } from "@/lib/web/auth/sign-in";
import { countMailbox, countUse } from "@/lib/web/limits/limits";
import { assertSameOrigin } from "@/lib/web/origin";
import { readText, requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

type Context = { params: Promise<{ nextauth: string[] }> };

const readable = ["providers", "session", "csrf", "signin", "signout", "callback", "verify-request", "error"];

/** Providers send people back here; a mailed link's token is only ever redeemed by the button on its page. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const { search, searchParams } = request.nextUrl;
  try {
    const [action = "", provider] = (await context.params).nextauth;
    if (!readable.includes(action)) throw new AppError("not-found", "There is nothing here.");
    if (action === "callback" && provider === "email") return seeOther(`/sign-in/confirm${search}`);
    // The code ends in a header of next-auth's answer, which holds no other letters.
    const code = /^\w{1,40}$/.exec(searchParams.get("error") ?? "")?.[0] ?? "Default";
    if (action === "error") return seeOther(`/sign-in?error=${code}`);
    assertCallbackUrl(searchParams.get("callbackUrl"));
    const refused = refuseCookies(request);
    if (refused) return refused;
    if (action !== "callback" || !provider) return await NextAuth(request, context, authOptions());
    return seeOther(await finishProviderSignIn(provider, Object.fromEntries(searchParams)));
  } catch (reason) {
    return errorResponse(reason, requestId(request.headers));
  }
}

/** next-auth's own sign-in and sign-out forms, for programs that speak its protocol. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  try {
    const [action, provider] = (await context.params).nextauth;
    if (action !== "signin" && action !== "signout")
      throw new AppError("not-found", "There is nothing here.");
    assertSameOrigin(request.headers);
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? ""))
      throw new AppError("invalid", "Send the form as forms are sent.");
    await countUse("sign-in", { viewer: null, address: clientAddress(request.headers) });
    if (provider === "email") await countMail(request.clone());
    return refuseCookies(request) ?? (await NextAuth(request, context, authOptions()));
  } catch (reason) {
    return errorResponse(reason, requestId(request.headers));
  }
}

/** Refuses cookies that next-auth cannot read, and removes them, so that the next try works; null if there are none. */
function refuseCookies(request: NextRequest): Response | null {
  const given = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const bad = badCallbackCookies(given);
  if (bad.length === 0) return null;
  const failure = new AppError(
    "invalid",
    `The cookie ${bad.join(" and ")} could not be read: please try again.`,
  );
  const response = errorResponse(failure, requestId(request.headers));
  for (const name of bad)
    response.headers.append(
      "Set-Cookie",
      `${name}=; Path=/; Max-Age=0${/^__Secure-/.test(name) ? "; Secure" : ""}`,
    );
  return response;
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}

async function countMail(request: Request): Promise<void> {
  await countMailbox(emailSchema.parse(new URLSearchParams(await readText(request)).get("email") ?? ""));
}
