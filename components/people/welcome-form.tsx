import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { chooseUsername } from "@/lib/web/actions/people";

/** The form in which a new person chooses a username. The browser checks the rules while they type, the server again afterwards. */
export function WelcomeForm({
  rules,
  suggestion,
  next,
}: {
  rules: string;
  suggestion: string;
  next: string;
}) {
  return (
    <ActionForm action={chooseUsername} submit="This is my name" inline>
      <input type="hidden" name="next" value={next} />
      <FormField
        name="username"
        label="Username"
        hint={rules}
        value={suggestion}
        pattern="[A-Za-z0-9]([A-Za-z0-9]|-[A-Za-z0-9])+"
        title={rules}
        minLength={3}
        maxLength={30}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </ActionForm>
  );
}
