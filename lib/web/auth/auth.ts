import type { AuthOptions } from "next-auth";
import { getConfig } from "@/lib/base/config";
import { getLog } from "@/lib/base/log";
import { dayMs } from "@/lib/base/time";
import { sessionDays } from "@/lib/people/account/sessions";
import { authAdapter } from "@/lib/web/auth/auth-adapter";
import { authProviders } from "@/lib/web/auth/auth-providers";
import { callbackTarget } from "@/lib/web/auth/callback-url";

/** The configuration of next-auth: sessions in the database, the hub's own pages, and only configured providers. */
export function authOptions(): AuthOptions {
  const { NEXTAUTH_SECRET, HUB_URL } = getConfig();
  return {
    ...(NEXTAUTH_SECRET ? { secret: NEXTAUTH_SECRET } : {}),
    adapter: authAdapter(),
    providers: authProviders(),
    session: { strategy: "database", maxAge: (sessionDays * dayMs) / 1000 },
    useSecureCookies: HUB_URL.startsWith("https:"),
    callbacks: { redirect: callbackTarget },
    pages: { signIn: "/sign-in", verifyRequest: "/sign-in/sent", error: "/sign-in" },
    logger: {
      error: (code, metadata) => getLog().error({ code, err: causeOf(metadata) }, "sign-in failed"),
      warn: (code) => getLog().warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  return typeof metadata === "object" && metadata && "error" in metadata ? metadata.error : undefined;
}
