import { endFollow, rename } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { Fold } from "@/components/ui/fold";
import { MathText } from "@/components/ui/math-text";
import { counted } from "@/lib/feeds/labels";
import { subjectAddress } from "@/lib/follows/addresses";
import type { FollowRow } from "@/lib/follows/follows";

type Props = { row: FollowRow; news: number };

/** One thing that is followed, with what it brought, to be renamed or ended. */
export function FollowLine({ row, news }: Props) {
  const { id, kind, ref, label } = row;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-[15px]">
      <a href={subjectAddress(kind, ref) ?? "/"} className="min-w-0 flex-1 basis-60">
        <MathText text={label} />
        {kind === "topic" && label !== ref && <span className="ml-2 text-[13px] text-faint">{ref}</span>}
      </a>
      <span className="text-[13px] text-faint tabular-nums">{newsWords(kind, news)}</span>
      <div className="flex items-baseline gap-4 text-[13px] text-soft">
        <Fold className="rename">
          <summary className="link" aria-label={`Rename ${label}`}>
            Rename
          </summary>
          <ActionForm action={rename} submit="Save" plain>
            <input type="hidden" name="id" value={id} />
            <input
              name="label"
              defaultValue={label}
              maxLength={120}
              required
              aria-label="Name"
              className="field my-2"
            />
          </ActionForm>
        </Fold>
        <ActionForm action={endFollow} submit="Stop" label={`Stop following ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}

function newsWords(kind: FollowRow["kind"], news: number): string {
  if (news === 0) return "nothing last week";
  return `${counted(news, kind === "paper" ? "comment" : "paper")} last week`;
}
