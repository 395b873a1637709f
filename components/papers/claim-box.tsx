import { ClaimForm } from "@/components/papers/claim-form";

type Props = { paper: { key: string; authors: string[] } };

/** The claim form of a paper. Only the key and the names are sent to the browser, not the whole paper. */
export function ClaimBox({ paper: { key, authors } }: Props) {
  return <ClaimForm paperKey={key} names={[...new Set(authors)]} />;
}
