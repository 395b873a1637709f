import { ActionForm } from "@/components/action-form";
import { Fold } from "@/components/ui/fold";
import { MathText } from "@/components/ui/math-text";
import { counted } from "@/lib/base/text";
import type { ListedFollow } from "@/lib/follows/follows";
import { type News, newsTotal } from "@/lib/follows/news";
import { followKinds } from "@/lib/follows/schema";
import { subjectAddress } from "@/lib/follows/subject-address";
import { renameFollow, unfollow } from "@/lib/web/actions/follows";

type Props = { follows: ListedFollow[]; news: Map<number, News> };

const nothing: News = { papers: 0, comments: 0, updates: 0 };

const headings = {
  topic: "Topics",
  author: "Authors",
  organization: "Organisations",
  person: "People",
  paper: "Papers",
  search: "Searches",
  text: "Papers like a text",
} as const;

/** The list of follows by kind, in each kind the one with the most news first. */
export function FollowList({ follows, news }: Props) {
  const count = ({ id }: ListedFollow) => newsTotal(news.get(id) ?? nothing);
  return followKinds.map((kind) => {
    const some = follows.filter((one) => one.kind === kind).sort((a, b) => count(b) - count(a));
    if (some.length === 0) return null;
    return (
      <section key={kind} aria-labelledby={`kind-${kind}`} className="border-t border-line py-6">
        <h2 id={`kind-${kind}`} className="mb-2 text-[22px]">
          {headings[kind]}
        </h2>
        <ul>
          {some.map((row) => (
            <FollowLine key={row.id} row={row} news={news.get(row.id)} />
          ))}
        </ul>
      </section>
    );
  });
}

type LineProps = { row: ListedFollow; news: News | undefined };

function FollowLine({ row, news }: LineProps) {
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

/** The news of a follow in the last week, in words. */
function newsWords(news: News | undefined, waits: boolean): string {
  if (!news) return waits ? "not looked up yet" : "nothing last week";
  const words = [
    news.papers > 0 && counted(news.papers, "paper"),
    news.comments > 0 && counted(news.comments, "comment"),
    news.updates > 0 && counted(news.updates, "update"),
  ];
  return `${words.filter(Boolean).join(", ")} last week`;
}
