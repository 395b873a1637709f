import { type ShownPart, typesetMath } from "@/lib/papers/latex/math-ml";
import { splitAddresses } from "@/lib/papers/web-addresses";

type Part = { text: string; marked: boolean };
type Props = {
  text: string;
  /** Splits the text between formulas into parts, of which some are marked. */
  marks?: ((text: string) => Part[]) | undefined;
  /** Whether web addresses between formulas are links. */
  links?: boolean | undefined;
};

/** Text with formulas in `$…$`, rendered as MathML. A formula that KaTeX cannot read is shown as typed. */
export function MathText({ text, marks, links }: Props) {
  return <ShownText parts={typesetMath(text)} marks={marks} links={links} />;
}

/** A title within other words. Its own direction, right to left in Arabic, does not move the words around it. */
export function TitleText({ text }: { text: string }) {
  return (
    <bdi>
      <MathText text={text} />
    </bdi>
  );
}

/** Text whose formulas have been rendered already. */
export function ShownText({ parts, marks, links }: Omit<Props, "text"> & { parts: ShownPart[] }) {
  return parts.map((part, i) =>
    part.kind !== "text" ? (
      // Parts have no identity of their own and never move.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Formula key={i} part={part} />
    ) : marks ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <MarkedText key={i} parts={marks(part.text)} />
    ) : links ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <LinkedText key={i} text={part.text} />
    ) : (
      part.text
    ),
  );
}

/** Text whose web addresses are links. Their authors chose them, not the hub. */
function LinkedText({ text }: { text: string }) {
  return splitAddresses(text).map(({ text: words, href }, i) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
      <a key={i} href={href} rel="nofollow ugc" className="break-words underline underline-offset-[3px]">
        {words}
      </a>
    ) : (
      words
    ),
  );
}

/** Text with some parts marked. */
export function MarkedText({ parts }: { parts: Part[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
  return parts.map(({ text, marked }, i) => (marked ? <mark key={i}>{text}</mark> : text));
}

function Formula({ part }: { part: Exclude<ShownPart, { kind: "text" }> }) {
  if (part.kind === "tex") return <code>{part.tex}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX builds this from its own tree and `trust` is off
  return <span dangerouslySetInnerHTML={{ __html: part.mathMl }} />;
}
