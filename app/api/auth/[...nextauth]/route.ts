import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { AppError } from "@/lib/base/errors";
import { clientAddress } from "@/lib/web/address";
import { authOptions } from "@/lib/web/auth/auth";
import { countKey, countUse } from "@/lib/web/limits/limits";
import { assertSameOrigin } from "@/lib/web/origin";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Providers send people back here; a mailed link's token is only ever redeemed by the button on its page. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const [action, provider] = (await context.params).nextauth;
  if (action === "callback" && provider === "email")
    return seeOther(`/sign-in/confirm${request.nextUrl.search}`);
  return NextAuth(request, context, authOptions());
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
    return await NextAuth(request, context, authOptions());
  } catch (reason) {
    return errorResponse(reason, requestId(request.headers));
  }
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}

async function countMail(request: Request): Promise<void> {
  const email = new URLSearchParams(await request.text()).get("email");
  await countKey("sign-in-mail", (email ?? "").trim().toLowerCase());
}
