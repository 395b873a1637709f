import { Fold } from "@/components/ui/fold";
import { paperBadgeFile } from "@/lib/programs/formats/formats";

type Props = { paperKey: string; hubUrl: string };

/** A paper's badge, with code to copy for showing it elsewhere. */
export function BadgeBox({ paperKey, hubUrl }: Props) {
  const page = `${hubUrl}/papers/${paperKey}`;
  const image = hubUrl + paperBadgeFile(paperKey);
  return (
    <section>
      <h2>Badge</h2>
      <Fold>
        <summary className="link">Show it in a README or on a page</summary>
        {/* biome-ignore lint/performance/noImgElement: an SVG that is loaded only when the box is opened */}
        <img
          src={paperBadgeFile(paperKey)}
          alt="The badge of this paper"
          loading="lazy"
          height={20}
          className="my-4 h-5"
        />
        <Code id="badge-markdown" name="Markdown" text={`[![Upvotes of this paper](${image})](${page})`} />
        <Code
          id="badge-html"
          name="HTML"
          text={`<a href="${page}"><img src="${image}" alt="Upvotes of this paper"></a>`}
        />
      </Fold>
    </section>
  );
}

function Code({ id, name, text }: { id: string; name: string; text: string }) {
  return (
    <div className="mt-3">
      <div className="flex items-baseline justify-between">
        <label className="label" htmlFor={id}>
          {name}
        </label>
        <button type="button" data-copy={`#${id}`} data-needs-script className="link">
          Copy<span className="sr-only"> {name}</span>
        </button>
      </div>
      <textarea
        id={id}
        readOnly
        rows={5}
        defaultValue={text}
        className="field field-sizing-content w-full break-all font-mono text-[12px]"
      />
    </div>
  );
}
