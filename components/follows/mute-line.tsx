import { ActionForm } from "@/components/action-form";
import { muteKindNames } from "@/components/follows/mute-kinds";
import type { MuteRow } from "@/lib/follows/mutes";
import { subjectAddress } from "@/lib/follows/subject-address";
import { followAgain, unmute } from "@/lib/web/actions/follows";

/** One thing that is muted, to be heard of again. */
export function MuteLine({ row }: { row: MuteRow }) {
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
