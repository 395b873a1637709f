import type { FormEvent } from "react";
import { followOrNot, muteOrNot, setFollow, setMute } from "@/lib/web/actions/follows";
import type { FollowKind } from "@/prisma/generated/enums";

/** What can be done with a thing, in words and in actions. */
export const verbs = {
  follow: { is: "followed", does: "Follow", done: "Following", send: followOrNot, byForm: setFollow },
  mute: { is: "muted", does: "Mute", done: "Muted", send: muteOrNot, byForm: setMute },
} as const;

export type Verb = keyof typeof verbs;

type Props = {
  verb: Verb;
  kind: FollowKind;
  subject: string;
  name: string;
  on: boolean;
  quiet?: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** The form of one of them, with its button. */
export function Toggle({ verb, on, onSubmit, kind, subject, name, quiet }: Props) {
  const { does, done, byForm } = verbs[verb];
  return (
    <form action={byForm} onSubmit={onSubmit} className="inline-flex">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="ref" value={subject} />
      <input type="hidden" name="on" value={on ? "no" : "yes"} />
      <button
        type="submit"
        className={quiet ? "save" : "btn follow"}
        aria-pressed={on}
        aria-label={on ? `${done} ${name}; stop` : `${does} ${name}`}
      >
        {on ? done : does}
      </button>
    </form>
  );
}
