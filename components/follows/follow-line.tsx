import { ActionForm } from "@/components/action-form";
import { Fold } from "@/components/ui/fold";
import { MathText } from "@/components/ui/math-text";
import { counted } from "@/lib/base/text";
import type { ListedFollow } from "@/lib/follows/follows";
import type { News } from "@/lib/follows/news";
import { subjectAddress } from "@/lib/follows/subject-address";
import { renameFollow, unfollow } from "@/lib/web/actions/follows";

type Props = { row: ListedFollow; news: News | undefined };

/** One thing that is followed, with what it brought, to be renamed or ended. */
export function FollowLine({ row, news }: Props) {
  const { id, kind, ref, label, waits } = row;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-[15px]">
      <a href={subjectAddress(kind, ref) ?? "/"} className="min-w-0 flex-1 basis-60">
        <MathText text={label} />
        {kind === "topic" && label !== ref && <span className="ml-2 text-[13px] text-faint">{ref}</span>}
      </a>
      <span className="text-[13px] text-faint tabular-nums">{newsWords(news, waits)}</span>
      <div className="flex items-baseline gap-4 text-[13px] text-soft">
        <Fold className="rename">
          <summary className="link" aria-label={`Rename ${label}`}>
            Rename
          </summary>
          <ActionForm action={renameFollow} submit="Save" plain>
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
        <ActionForm action={unfollow} submit="Stop" label={`Stop following ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}

/** What it brought last week, in words. */
function newsWords(news: News | undefined, waits: boolean): string {
  if (!news) return waits ? "not looked up yet" : "nothing last week";
  const words = [
    news.papers > 0 && counted(news.papers, "paper"),
    news.comments > 0 && counted(news.comments, "comment"),
    news.updates > 0 && counted(news.updates, "update"),
  ];
  return `${words.filter(Boolean).join(", ")} last week`;
}
