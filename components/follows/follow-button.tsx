import { setFollow, setMute } from "@/lib/web/actions/follows";
import type { FollowKind } from "@/prisma/generated/enums";

const verbs = {
  follow: { label: "Follow", activeLabel: "Following", action: setFollow },
  mute: { label: "Mute", activeLabel: "Muted", action: setMute },
} as const;

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
  /** Whether the button looks like a link. */
  quiet?: boolean;
};

/** Buttons to follow and to mute something. Following it unmutes it, and muting it unfollows it. */
export function FollowButton({ followed, muted, quiet, ...subject }: Props) {
  return (
    <div className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <Toggle {...subject} verb="follow" on={followed} quiet={quiet} />
      {muted !== undefined && <Toggle {...subject} verb="mute" on={muted} quiet />}
    </div>
  );
}

type ToggleProps = Subject & { verb: keyof typeof verbs; on: boolean; quiet: boolean | undefined };

function Toggle({ verb, on, kind, subject, name, quiet }: ToggleProps) {
  const { label, activeLabel, action } = verbs[verb];
  return (
    <form action={action} data-quick className="inline-flex">
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
