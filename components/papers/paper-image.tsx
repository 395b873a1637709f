const accent = "#a8321a";
const soft = "#56524b";

type Props = {
  /** All texts are single lines without markup, in characters that the fonts contain. */
  title: string;
  authors: string[];
  topic: string;
  hubName: string;
  /** Shown at the bottom right: the id, the upvotes. */
  facts: string[];
  fonts: { serif: string; sans: string };
};

/** A paper's preview image. It uses only styles that the image renderer supports. */
export function PaperImage({ title, authors, topic, hubName, facts, fonts }: Props) {
  return (
    <div
      style={{
        ...column,
        width: "100%",
        height: "100%",
        padding: "64px 72px 56px",
        background: "#fbfaf7",
        color: "#1d1b18",
        fontFamily: fonts.sans,
      }}
    >
      <div style={{ display: "flex", fontSize: 28, color: soft }}>{topic}</div>
      <div style={{ ...column, gap: 26 }}>
        <div
          style={{
            display: "block",
            lineClamp: 5,
            fontFamily: fonts.serif,
            fontSize: sizeOf(title),
            lineHeight: 1.14,
            letterSpacing: -1.2,
          }}
        >
          {title}
        </div>
        <div style={{ display: "block", lineClamp: 2, fontSize: 30, lineHeight: 1.3, color: soft }}>
          {authorLine(authors)}
        </div>
      </div>
      <div style={foot}>
        <div style={{ display: "flex", fontFamily: fonts.serif, fontSize: 38 }}>
          {hubName}
          <span style={{ color: accent }}>.</span>
        </div>
        <div style={{ display: "flex", gap: 28, color: accent }}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

const column = { display: "flex", flexDirection: "column", justifyContent: "space-between" } as const;

const foot = {
  display: "flex",
  justifyContent: "space-between",
  alignItems: "center",
  fontSize: 28,
  borderTop: "2px solid #e6e1d7",
  paddingTop: 24,
} as const;

/** The font size of a title, smaller for longer ones. The longest are cut after five lines. */
function sizeOf({ length }: string): number {
  if (length < 60) return 72;
  if (length < 100) return 62;
  return length < 160 ? 54 : 47;
}

function authorLine(authors: string[]): string {
  const shown = authors.slice(0, 3).join(", ");
  return authors.length > 3 ? `${shown} and ${authors.length - 3} more` : shown;
}
