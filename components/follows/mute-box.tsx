import { ActionForm } from "@/components/action-form";
import { MuteFields } from "@/components/follows/mute-fields";
import { muteKindNames } from "@/components/follows/mute-kinds";
import type { MuteRow } from "@/lib/follows/mutes";
import { maxMutes } from "@/lib/follows/schema";
import { subjectAddress } from "@/lib/follows/subject-address";
import { followAgain, mute, unmute } from "@/lib/web/actions/follows";

/** Everything that the reader mutes, each with a button to unmute it, and a form to mute more. */
export function MuteBox({ mutes }: { mutes: MuteRow[] }) {
  return (
    <section id="muted" aria-labelledby="muted-title" className="border-t border-line py-6">
      <h2 id="muted-title" className="text-[22px]">
        Muted
      </h2>
      <p className="mt-1 mb-4 text-soft">
        Papers of muted topics, authors, organisations and people, and those with a muted word in title or
        abstract, stay off your own page and out of your notifications, even where you follow something else
        of theirs. Everyone's pages show them still. Muting what you follow ends the follow, and following
        what you muted ends the mute. At most {maxMutes}.
      </p>
      <ul className="mb-5">
        {mutes.map((row) => (
          <MuteLine key={row.id} row={row} />
        ))}
      </ul>
      <MuteForm />
    </section>
  );
}

function MuteLine({ row }: { row: MuteRow }) {
  const { id, kind, ref, label, wasFollowed } = row;
  const href = subjectAddress(kind, ref);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-1.5">
      <span className="min-w-0">
        {href ? <a href={href}>{label}</a> : `“${label}”`}{" "}
        <span className="text-[13px] text-faint">
          {muteKindNames[kind].toLowerCase()}
          {wasFollowed && ", followed before"}
        </span>
      </span>
      <div className="flex gap-4 text-[13px] text-soft">
        {wasFollowed && (
          <ActionForm action={followAgain} submit="Follow again" label={`Follow again ${label}`} quiet>
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        )}
        <ActionForm action={unmute} submit="Unmute" label={`Unmute ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}

function MuteForm() {
  return (
    <>
      <ActionForm action={mute} submit="Mute" plain row>
        <MuteFields />
      </ActionForm>
      <p className="hint mt-2">
        A word or a few in a row, a topic's id such as cs.CL, an author's name as papers are signed, an
        organisation's name, a username.
      </p>
    </>
  );
}
