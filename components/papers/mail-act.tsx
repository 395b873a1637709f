import { Authors } from "@/components/papers/authors";
import { TitleText } from "@/components/ui/math-text";
import { setSave } from "@/lib/web/actions/saves";
import { setUpvote } from "@/lib/web/actions/upvotes";

type Props = {
  act: "upvote" | "save";
  paper: { key: string; title: string; authors: string[]; authorSlugs: string[] };
  done: boolean;
  signedIn: boolean;
};

const words = {
  upvote: { question: "Upvote this paper?", done: "You have upvoted this paper", button: "Upvote" },
  save: { question: "Save this paper?", done: "You have saved this paper", button: "Save for later" },
};

/** The page behind an "Upvote" or "Save" link in a mail: the paper, and a button that performs the action. */
export function MailAct({ act, paper, done, signedIn }: Props) {
  const { question, done: doneText, button } = words[act];
  return (
    <main id="main" className="narrow">
      <p className="kicker" role={done ? "status" : undefined}>
        {done ? doneText : question}
      </p>
      <h1 className="title">
        <a href={`/papers/${paper.key}`}>
          <TitleText text={paper.title} />
        </a>
      </h1>
      <p className="mb-7 text-soft">
        <Authors names={paper.authors} slugs={paper.authorSlugs} most={3} />
      </p>
      {!done && signedIn && <Confirm act={act} paperKey={paper.key} button={button} />}
      {!done && !signedIn && (
        <a
          className="btn btn-solid"
          href={`/sign-in?next=${encodeURIComponent(`/mail/${act}?paper=${paper.key}`)}`}
        >
          Sign in to {act}
        </a>
      )}
      <p className="mt-6 text-soft">
        <a href={`/papers/${paper.key}`} className="link">
          Read it
        </a>
        , or go on to{" "}
        {done && act === "save" ? (
          <a href="/saved" className="link">
            your saved papers
          </a>
        ) : (
          <a href="/" className="link">
            the trending papers
          </a>
        )}
        .
      </p>
    </main>
  );
}

function Confirm({ act, paperKey, button }: { act: Props["act"]; paperKey: string; button: string }) {
  const field = act === "save" ? { name: "on", value: "yes" } : { name: "want", value: "upvote" };
  return (
    <form action={act === "save" ? setSave : setUpvote}>
      <input type="hidden" name="key" value={paperKey} />
      <input type="hidden" {...field} />
      <button type="submit" className="btn btn-solid">
        {button}
      </button>
    </form>
  );
}
