import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { signInByMail, signInWith } from "@/lib/web/actions/people";

type Way = { id: string; name: string };

/** The form that sends a sign-in link to an email address. */
export function SignInForm({ next }: { next: string }) {
  return (
    <ActionForm action={signInByMail} submit="Mail me a link" inline wide>
      <input type="hidden" name="next" value={next} />
      <FormField
        name="email"
        type="email"
        label="Your e-mail address"
        autoComplete="email"
        placeholder="you@university.edu"
        maxLength={254}
        required
      />
    </ActionForm>
  );
}

/** A button for each sign-in provider. */
export function SignInWays({ ways, next, verb }: { ways: Way[]; next: string; verb: string }) {
  if (ways.length === 0) return null;
  return (
    <ul className="grid gap-3">
      {ways.map((way) => (
        <li key={way.id}>
          <ActionForm action={signInWith} submit={`${verb} ${way.name}`} plain wide>
            <input type="hidden" name="provider" value={way.id} />
            <input type="hidden" name="next" value={next} />
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}
