import { createHash } from "node:crypto";

/** The hash under which a random token is kept, so that the database shows no token that works: SHA-256 in hex. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
