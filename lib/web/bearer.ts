/**
 * The token of `Authorization: Bearer …`; "" where the scheme stands alone, null where the request carries none.
 * Other schemes are not ours.
 */
export function readBearer(authorization: string | null | undefined): string | null {
  const match = /^Bearer(?:\s+(.*))?$/i.exec(authorization ?? "");
  return match ? (match[1] ?? "").trim() : null;
}
