import { ActionForm } from "@/components/action-form";
import { SignInWays } from "@/components/people/sign-in-form";
import { signInByMail } from "@/lib/web/actions/people";

type Way = { id: string; name: string };
type Props = { username: string; minutes: number; email: string | null; ways: Way[]; next: string };

/** The page on which somebody proves that it is still them, by the address or a provider of their account. */
export function SignInAgain({ username, minutes, email, ways, next }: Props) {
  return (
    <main id="main" className="narrow">
      <div className="mx-auto max-w-sm">
        <h1 className="title">Sign in again</h1>
        <p className="mb-6 text-soft">
          You are signed in as {username}. What you are about to do needs a sign-in of the last {minutes}{" "}
          minutes, so that nobody else does it in an open browser. Afterwards you come back, and what you
          typed is filled in.
        </p>
        {email && (
          <>
            <p className="mb-4 wrap-anywhere">
              We mail a link to <strong>{email}</strong>. Open it in this browser.
            </p>
            <ActionForm action={signInByMail} submit="Mail me a link" wide>
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="next" value={next} />
            </ActionForm>
          </>
        )}
        {ways.length > 0 && (
          <div className={email ? "mt-8 border-t border-line pt-6" : undefined}>
            <SignInWays ways={ways} next={next} verb="Continue with" />
          </div>
        )}
        {!email && ways.length === 0 && (
          <p className="error">
            Your account has no address, and the site that you signed in with is not offered here any more.
            Write to the people who run this hub.
          </p>
        )}
        <p className="mt-8">
          <a href="/settings" className="link">
            Back to your settings
          </a>
        </p>
      </div>
    </main>
  );
}
