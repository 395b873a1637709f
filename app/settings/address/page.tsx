import type { Metadata } from "next";
import { AddressChanged, AddressQuestion, EndedLink } from "@/components/people/address-change";
import { findAddressChange } from "@/lib/people/account/address-change";
import { type Query, queryValue } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

// The address contains the token, so it must not leak as a referrer; "no-referrer" would also remove the Origin header from the form.
export const metadata: Metadata = {
  title: "Your address",
  robots: { index: false },
  referrer: "same-origin",
};

/** Where the link in a mail about a change of address leads, in any browser. */
export default async function AddressPage({ searchParams }: { searchParams: Query }) {
  const done = await queryValue(searchParams, "done");
  if (done) return <AddressChanged undone={done === "undo"} signedIn={(await getViewer()) !== null} />;
  const token = await queryValue(searchParams, "token");
  const change = token ? await findAddressChange(token) : null;
  return change ? <AddressQuestion change={change} token={token} /> : <EndedLink />;
}
