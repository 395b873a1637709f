"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Toggle, type Verb, verbs } from "@/components/follows/toggle";
import type { FollowKind } from "@/prisma/generated/enums";

type Props = {
  kind: FollowKind;
  /** What is followed: a topic's id, an author's slug … */
  subject: string;
  /** Its name, for those who hear the button without seeing the page. */
  name: string;
  followed: boolean;
  /** Whether it is muted; without it there is no button for that. */
  muted?: boolean;
  signedIn: boolean;
  /** As a word among others. */
  quiet?: boolean;
};

/** What was wrong, or what else it changed. */
type Answer = { problem?: string | undefined; done?: string | undefined };
type State = { followed: boolean; muted: boolean };

/** Follows something, or mutes it: forms that work by themselves, and answer at once where scripts run. */
export function FollowButton({ signedIn, followed, muted, ...thing }: Props) {
  const [state, setState] = useState<State>({ followed, muted: muted ?? false });
  const [answer, setAnswer] = useState<Answer>({});
  const [pending, startTransition] = useTransition();

  const submit = (verb: Verb) => (event: FormEvent<HTMLFormElement>) => {
    if (!signedIn) return;
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    // Whoever follows a thing mutes it no longer, and the other way round.
    setState({ followed: false, muted: false, [verbs[verb].is]: !state[verbs[verb].is] });
    startTransition(async () => {
      const heard = await send(verb, form);
      setAnswer(heard);
      if (heard.problem) setState(state);
    });
  };

  return (
    <div className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <Toggle verb="follow" on={state.followed} onSubmit={submit("follow")} {...thing} />
      {muted !== undefined && (
        <Toggle verb="mute" on={state.muted} onSubmit={submit("mute")} {...thing} quiet />
      )}
      <span role="status" className={`text-[13px] ${answer.problem ? "text-accent" : "text-faint"}`}>
        {answer.problem ?? answer.done}
      </span>
    </div>
  );
}

async function send(verb: Verb, form: FormData): Promise<Answer> {
  try {
    const state = await verbs[verb].send(null, form);
    return { problem: state?.error ?? Object.values(state?.fields ?? {})[0], done: state?.done };
  } catch {
    return { problem: "The hub could not be reached; nothing was changed." };
  }
}
