import { createHash, randomBytes } from "node:crypto";

type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>;

/** Adds an API token of a person to the hub's database. @returns the token */
export async function addToken(
  query: Query,
  personId: number,
  scope: "read" | "write" = "write",
): Promise<string> {
  const token = `qr_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  await query(
    `INSERT INTO api_tokens (user_id, name, hash, ending, scope) VALUES ($1, 'A journey', $2, $3, $4::"TokenScope")`,
    [personId, hash, token.slice(-4), scope],
  );
  return token;
}
