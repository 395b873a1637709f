"use client";

import { type FormEvent, useState, useTransition } from "react";
import { followOrNot, muteOrNot, setFollow, setMute } from "@/lib/web/actions/follows";
import type { FollowKind } from "@/prisma/generated/enums";

/** For each verb: its state, its labels, and its action with scripts (`send`) and without (`formAction`). */
const verbs = {
  follow: {
    state: "followed",
    label: "Follow",
    activeLabel: "Following",
    send: followOrNot,
    formAction: setFollow,
  },
  mute: { state: "muted", label: "Mute", activeLabel: "Muted", send: muteOrNot, formAction: setMute },
} as const;

type Verb = keyof typeof verbs;

type Subject = {
  kind: FollowKind;
  /** What is followed: a topic's id, an author's slug … */
  subject: string;
  /** Its name, for the button's accessible label. */
  name: string;
};

type Props = Subject & {
  followed: boolean;
  /** Whether it is muted. Without this prop there is no button to mute it. */
  muted?: boolean;
  signedIn: boolean;
  /** Whether the button looks like a link. */
  quiet?: boolean;
};

/** The outcome of a request: what was wrong, or what else changed. */
type Outcome = { problem?: string | undefined; done?: string | undefined };
type State = { followed: boolean; muted: boolean };

/** Buttons to follow and to mute something: forms that work without JavaScript, and change at once with it. */
export function FollowButton({ signedIn, followed, muted, quiet, ...subject }: Props) {
  const [state, setState] = useState<State>({ followed, muted: muted ?? false });
  const [outcome, setOutcome] = useState<Outcome>({});
  const [pending, startTransition] = useTransition();

  const submit = (verb: Verb) => (event: FormEvent<HTMLFormElement>) => {
    if (!signedIn) return;
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const name = verbs[verb].state;
    // Following something unmutes it, and muting it unfollows it.
    setState({ followed: false, muted: false, [name]: !state[name] });
    startTransition(async () => {
      const answer = await send(verb, form);
      setOutcome(answer);
      if (answer.problem) setState(state);
    });
  };

  return (
    <div className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <Toggle {...subject} verb="follow" on={state.followed} onSubmit={submit("follow")} quiet={quiet} />
      {muted !== undefined && (
        <Toggle {...subject} verb="mute" on={state.muted} onSubmit={submit("mute")} quiet />
      )}
      <span role="status" className={`text-[13px] ${outcome.problem ? "text-accent" : "text-faint"}`}>
        {outcome.problem ?? outcome.done}
      </span>
    </div>
  );
}

type ToggleProps = Subject & {
  verb: Verb;
  on: boolean;
  quiet: boolean | undefined;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

function Toggle({ verb, on, onSubmit, kind, subject, name, quiet }: ToggleProps) {
  const { label, activeLabel, formAction } = verbs[verb];
  return (
    <form action={formAction} onSubmit={onSubmit} className="inline-flex">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="ref" value={subject} />
      <input type="hidden" name="on" value={on ? "no" : "yes"} />
      <button
        type="submit"
        className={quiet ? "save" : "btn follow"}
        aria-pressed={on}
        aria-label={on ? `${activeLabel} ${name}; stop` : `${label} ${name}`}
      >
        {on ? activeLabel : label}
      </button>
    </form>
  );
}

async function send(verb: Verb, form: FormData): Promise<Outcome> {
  try {
    const state = await verbs[verb].send(null, form);
    return { problem: state?.error ?? Object.values(state?.fields ?? {})[0], done: state?.done };
  } catch {
    return { problem: "The hub could not be reached; nothing was changed." };
  }
}
