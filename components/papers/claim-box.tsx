import { claim } from "@/app/actions/claims";
import { ActionForm } from "@/components/action-form";

type Props = { paper: { key: string; authors: string[] } };

// A list of thousands (they exist in physics) is no way to find oneself.
const mostChoices = 200;

/** "Is this your paper?" */
export function ClaimBox({ paper: { key, authors } }: Props) {
  return (
    <details className="mt-10 border-t border-line pt-6">
      <summary className="link text-soft">Is this your paper?</summary>
      <p className="mt-3 mb-4 text-soft">
        Choose your name, and a curator verifies it. You are then shown as an author; your own upvote on the
        paper is kept but does not count.
      </p>
      <ActionForm action={claim} submit="This is my paper">
        <input type="hidden" name="key" value={key} />
        <label className="label" htmlFor="claim-author">
          Your name on the paper
        </label>
        {authors.length > mostChoices ? (
          <input id="claim-author" name="author" required maxLength={200} className="field mb-3" />
        ) : (
          <select id="claim-author" name="author" required className="field mb-3">
            {[...new Set(authors)].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </ActionForm>
    </details>
  );
}
