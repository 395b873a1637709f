/**
 * The token of `Authorization: Bearer …`; "" where the scheme has no token, null without the header or for another scheme.
 */
export function readBearer(authorization: string | null | undefined): string | null {
  const match = /^Bearer(?:\s(.*))?$/is.exec(authorization ?? "");
  return match ? (match[1] ?? "").trim() : null;
}
