import { headers } from "next/headers";

/** The nonce that this page's scripts need, where its policy asks for one. */
export async function pageNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
}
