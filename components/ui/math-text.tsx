import { type ShownPart, typesetMath } from "@/lib/papers/latex/math-ml";

type Part = { text: string; marked: boolean };
type Props = {
  text: string;
  /** Splits the text between formulas into parts, of which some are marked. */
  marks?: ((text: string) => Part[]) | undefined;
};

/** Text with formulas in `$…$`, rendered as MathML. A formula that KaTeX cannot read is shown as typed. */
export function MathText({ text, marks }: Props) {
  return <ShownText parts={typesetMath(text)} marks={marks} />;
}

/** Text whose formulas have been rendered already. */
export function ShownText({ parts, marks }: { parts: ShownPart[]; marks?: Props["marks"] }) {
  return parts.map((part, i) =>
    part.kind !== "text" ? (
      // Parts have no identity of their own and never move.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Formula key={i} part={part} />
    ) : marks ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <MarkedText key={i} parts={marks(part.text)} />
    ) : (
      part.text
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
