import katex from "katex";
import { splitMath } from "@/lib/papers/latex/latex";

type Part = { text: string; marked: boolean };
type Props = {
  text: string;
  /** Splits the text between formulas into parts, of which some are marked. */
  marks?: ((text: string) => Part[]) | undefined;
};

/** Text with formulas in `$…$`, rendered as MathML. A formula that KaTeX cannot read is shown as typed. */
export function MathText({ text, marks }: Props) {
  return splitMath(text).map((piece, i) =>
    piece.kind === "math" ? (
      // Pieces have no identity of their own and never move.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <TexMath key={i} tex={piece.tex} display={piece.display} />
    ) : marks ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <MarkedText key={i} parts={marks(piece.text)} />
    ) : (
      piece.text
    ),
  );
}

/** Text with some parts marked. */
export function MarkedText({ parts }: { parts: Part[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
  return parts.map(({ text, marked }, i) => (marked ? <mark key={i}>{text}</mark> : text));
}

function TexMath({ tex, display }: { tex: string; display: boolean }) {
  const html = mathMl(tex, display);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX builds this from its own tree and `trust` is off
  return html ? <span dangerouslySetInnerHTML={{ __html: html }} /> : <code>{tex}</code>;
}

function mathMl(tex: string, displayMode: boolean): string | null {
  try {
    return katex.renderToString(tex, {
      displayMode,
      output: "mathml",
      throwOnError: true,
      trust: false,
      maxExpand: 100,
      strict: false,
    });
  } catch {
    return null;
  }
}
