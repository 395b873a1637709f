import { endMute } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { muteKindNames } from "@/components/follows/mute-kinds";
import { subjectAddress } from "@/lib/follows/addresses";
import type { MuteRow } from "@/lib/follows/mutes";

/** One thing that is muted, to be heard of again. */
export function MuteLine({ row }: { row: MuteRow }) {
  const { id, kind, ref, label } = row;
  const href = subjectAddress(kind, ref);
  return (
    <li className="flex items-baseline justify-between gap-4 py-1.5">
      <span>
        {href ? <a href={href}>{label}</a> : `“${label}”`}{" "}
        <span className="text-[13px] text-faint">{muteKindNames[kind].toLowerCase()}</span>
      </span>
      <div className="text-[13px] text-soft">
        <ActionForm action={endMute} submit="Unmute" label={`Unmute ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}
