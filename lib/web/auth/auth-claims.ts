import type { User } from "next-auth";
import { z } from "zod";

const word = z.string().optional().catch(undefined);

/** A provider's claims about a person, named as in OpenID Connect; other claims are left out. */
export const claimsSchema = z.object({
  sub: z.string().min(1),
  name: word,
  preferred_username: word,
  given_name: word,
  family_name: word,
  email: word,
  email_verified: z.boolean().optional().catch(undefined),
});

export type Claims = z.output<typeof claimsSchema>;

export type ProviderKeys = { clientId: string; clientSecret: string };

/**
 * The person whom a provider's claims describe. The address counts only when the provider has verified it: whoever
 * proves that address by mail later gets the same account.
 */
export function toUser(claims: Claims): User {
  const full = [claims.given_name, claims.family_name].filter(Boolean).join(" ");
  const name = claims.name || full || claims.preferred_username || null;
  const email = claims.email_verified === true ? (claims.email ?? null) : null;
  return { id: claims.sub, name, email };
}

/**
 * Claims of an ID token, merged with those of the provider's userinfo answer, where many providers put the mail address.
 * @param idToken a token whose signature has been checked
 * @param info the provider's answer about the bearer of the access token, if it gives one
 * @throws when the two are about different people
 */
export function mergeClaims(idToken: string, info: unknown): Claims {
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8");
  const claims = claimsSchema.parse(JSON.parse(payload));
  if (info === null) return claims;
  const more = claimsSchema.parse(info);
  if (more.sub !== claims.sub) throw new Error("The provider's two answers are about different people.");
  // Whether an address is verified is said of the address in the same answer, not of one in the other.
  const { email, email_verified: verified } = more.email === undefined ? claims : more;
  return { ...claims, ...more, email, email_verified: verified };
}
