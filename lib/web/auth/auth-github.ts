import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { type Claims, claimsSchema, type ProviderKeys, toUser } from "@/lib/web/auth/auth-claims";

const userSchema = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** Sign-in by GitHub, which has OAuth without OpenID Connect: the person and their addresses are two more calls of its API. */
export function github({ clientId, clientSecret }: ProviderKeys): OAuthConfig<Claims> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: "https://github.com/login/oauth",
    authorization: {
      url: "https://github.com/login/oauth/authorize",
      params: { scope: "read:user user:email" },
    },
    token: "https://github.com/login/oauth/access_token",
    checks: ["pkce", "state"],
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      request: async ({ tokens, client }) => {
        const token = tokens.access_token ?? "";
        const { body } = await client.requestResource("https://api.github.com/user/emails", token);
        return githubClaims(await client.userinfo(token), JSON.parse(String(body)));
      },
    },
    profile: toUser,
  };
}

/** GitHub's answers about a person and their addresses as claims; only a verified primary address is taken. */
export function githubClaims(user: unknown, emails: unknown): Claims {
  const { id, login, name } = userSchema.parse(user);
  const listed = emailsSchema.safeParse(emails).data ?? [];
  const primary = listed.find((email) => email.primary && email.verified);
  return claimsSchema.parse({
    sub: String(id),
    name: name || login,
    email: primary?.email,
    email_verified: primary?.verified,
  });
}
