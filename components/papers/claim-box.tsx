import { ClaimForm } from "@/components/papers/claim-form";

type Props = { paper: { key: string; authors: string[] } };

/** "Is this your paper?" Only what the form shows is sent to the browser. */
export function ClaimBox({ paper: { key, authors } }: Props) {
  return <ClaimForm paperKey={key} names={[...new Set(authors)]} />;
}
