import { endFollow, rename } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { MathText } from "@/components/ui/math-text";
import { counted } from "@/lib/feeds/labels";
import { subjectAddress } from "@/lib/follows/addresses";
import type { FollowRow } from "@/lib/follows/follows";
import { followKinds } from "@/lib/follows/schema";

type Props = { follows: FollowRow[]; brought: Map<number, number> };

const headings = {
  topic: "Topics",
  author: "Authors",
  person: "People",
  paper: "Papers",
  search: "Searches",
  text: "Papers like a text",
} as const;

/** What is followed, by kind; in each kind what brought most comes first. */
export function FollowList({ follows, brought }: Props) {
  const news = ({ id }: FollowRow) => brought.get(id) ?? 0;
  return followKinds.map((kind) => {
    const some = follows.filter((one) => one.kind === kind).sort((a, b) => news(b) - news(a));
    if (some.length === 0) return null;
    return (
      <section key={kind} aria-labelledby={`kind-${kind}`} className="border-t border-line py-6">
        <h2 id={`kind-${kind}`} className="mb-2 text-[22px]">
          {headings[kind]}
        </h2>
        <ul>
          {some.map((row) => (
            <Line key={row.id} row={row} news={news(row)} />
          ))}
        </ul>
      </section>
    );
  });
}

function Line({ row, news }: { row: FollowRow; news: number }) {
  const { id, kind, ref, label } = row;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-[15px]">
      <a href={subjectAddress(kind, ref) ?? "/"} className="min-w-0 flex-1 basis-60">
        <MathText text={label} />
        {kind === "topic" && label !== ref && <span className="ml-2 text-[13px] text-faint">{ref}</span>}
      </a>
      <span className="text-[13px] text-faint tabular-nums">{newsWords(kind, news)}</span>
      <div className="flex items-baseline gap-4 text-[13px] text-soft">
        <details className="rename">
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
        </details>
        <ActionForm action={endFollow} submit="Stop" label={`Stop following ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}

function newsWords(kind: FollowRow["kind"], news: number): string {
  return `${counted(news, kind === "paper" ? "comment" : "paper")} last week`;
}
