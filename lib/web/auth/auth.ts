import type { AuthOptions } from "next-auth";
import { getConfig } from "@/lib/base/config";
import { getLog } from "@/lib/base/log";
import { dayMs } from "@/lib/base/time";
import { isBarredNewcomer } from "@/lib/people/account/bans";
import { sessionDays } from "@/lib/people/account/sessions";
import { foldAddress } from "@/lib/people/mail-address";
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
    callbacks: {
      signIn: ({ user, account, email }) => {
        // A link is mailed to anybody: only the click on it proves whose address it is.
        if (email?.verificationRequest) return true;
        return mayEnter(user.email, account);
      },
      redirect: callbackTarget,
    },
    pages: { signIn: "/sign-in", verifyRequest: "/sign-in/sent", error: "/sign-in" },
    logger: {
      error: (code, metadata) => getLog().error({ code, err: causeOf(metadata) }, "sign-in failed"),
      warn: (code) => getLog().warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

type Signed = { type: string; provider: string; providerAccountId: string } | null;

/** @returns true, or the address of the page that says why not */
async function mayEnter(address: string | null | undefined, account: Signed): Promise<true | string> {
  const atProvider = account && account.type !== "email";
  const identities = [
    ...(address ? [{ email: foldAddress(address) }] : []),
    ...(atProvider ? [{ provider: account.provider, subject: account.providerAccountId }] : []),
  ];
  return (await isBarredNewcomer(identities)) ? "/sign-in?error=Banned" : true;
}

function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  return typeof metadata === "object" && metadata && "error" in metadata ? metadata.error : undefined;
}
