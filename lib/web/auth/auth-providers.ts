import type { AuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type Config, getConfig } from "@/lib/base/config";
import { emailSchema } from "@/lib/people/schema";
import { type Claims, mergeClaims, type ProviderKeys, toUser } from "@/lib/web/auth/auth-claims";
import { github } from "@/lib/web/auth/auth-github";
import { sendSignInMail, signInMailSeconds } from "@/lib/web/auth/sign-in-mail";

/** A way to sign in that leads to another site: its id in addresses and its name on the button. */
export type SignInWay = { id: string; name: string };

/** The configured ways to sign in besides mail, in the order of their buttons. */
export function listSignInWays(config: Config = getConfig()): SignInWay[] {
  return outsideProviders(config).map(({ id, name }) => ({ id, name }));
}

/** All configured ways to sign in, as next-auth wants them. */
export function authProviders(): AuthOptions["providers"] {
  const mail = EmailProvider({
    maxAge: signInMailSeconds,
    // next-auth's own rule drops everything after a comma.
    normalizeIdentifier: (given) => emailSchema.parse(given),
    sendVerificationRequest: ({ identifier, url }) => sendSignInMail(identifier, url),
  });
  return [mail, ...outsideProviders(getConfig())];
}

/** The providers for which a client id and a secret are configured. */
export function outsideProviders(config: Config): OAuthConfig<Claims>[] {
  const known = [
    { make: orcid, clientId: config.ORCID_ID, clientSecret: config.ORCID_SECRET },
    { make: github, clientId: config.GITHUB_ID, clientSecret: config.GITHUB_SECRET },
    { make: google, clientId: config.GOOGLE_ID, clientSecret: config.GOOGLE_SECRET },
    { make: ownProvider(config), clientId: config.OIDC_ID, clientSecret: config.OIDC_SECRET },
  ];
  return known.flatMap(({ make, clientId, clientSecret }) =>
    clientId && clientSecret ? [make({ clientId, clientSecret })] : [],
  );
}

function google(keys: ProviderKeys): OAuthConfig<Claims> {
  return openId({ id: "google", name: "Google", issuer: "https://accounts.google.com", ...keys });
}

/** Sign-in by ORCID, which gives a name and the iD and takes the client's secret only in the request's body. */
function orcid(keys: ProviderKeys): OAuthConfig<Claims> {
  return {
    ...openId({ id: "orcid", name: "ORCID", issuer: "https://orcid.org", ...keys }),
    authorization: { params: { scope: "openid" } },
    checks: ["state", "nonce"],
    client: { token_endpoint_auth_method: "client_secret_post" },
  };
}

function ownProvider(config: Config): (keys: ProviderKeys) => OAuthConfig<Claims> {
  const issuer = (config.OIDC_ISSUER ?? "").replace(/\/$/, "");
  return (keys) => openId({ id: "oidc", name: config.OIDC_NAME, issuer, ...keys });
}

type OpenId = ProviderKeys & { id: string; name: string; issuer: string };

function openId({ id, name, issuer, clientId, clientSecret }: OpenId): OAuthConfig<Claims> {
  return {
    id,
    name,
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret,
    userinfo: {
      request: async ({ tokens, client }) => {
        const asked = client.issuer.metadata.userinfo_endpoint && tokens.access_token;
        return mergeClaims(tokens.id_token ?? "", asked ? await client.userinfo(asked) : null);
      },
    },
    profile: toUser,
  };
}
