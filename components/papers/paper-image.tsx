import { plainText } from "@/lib/arxiv/latex";
import type { Paper } from "@/lib/papers/papers";
import { topicName } from "@/lib/topics/topics";

const accent = "#a8321a";

/** What stands on a paper's picture. Only the styles that the image renderer knows. */
export function PaperImage({ paper, hubName }: { paper: Paper; hubName: string }) {
  const title = plainText(paper.title);
  const topic = paper.topics[0];
  return (
    <div
      style={{
        ...column,
        width: "100%",
        height: "100%",
        padding: 72,
        background: "#fbfaf7",
        color: "#1d1b18",
        fontFamily: "Sans",
      }}
    >
      <div style={{ display: "flex", fontSize: 28, color: "#56524b" }}>
        {topic ? `${topicName(topic)}  ·  ${topic}` : ""}
      </div>
      <div style={{ ...column, gap: 28 }}>
        <div
          style={{
            display: "flex",
            fontFamily: "Serif",
            fontSize: title.length > 90 ? 52 : 66,
            lineHeight: 1.15,
            letterSpacing: -1.2,
          }}
        >
          {title.length > 150 ? `${title.slice(0, 148)}…` : title}
        </div>
        <div style={{ display: "flex", fontSize: 30, color: "#56524b" }}>{authorLine(paper.authors)}</div>
      </div>
      <div
        style={{
          display: "flex",
          justifyContent: "space-between",
          fontSize: 30,
          borderTop: "2px solid #e6e1d7",
          paddingTop: 28,
        }}
      >
        <div style={{ display: "flex", fontFamily: "Serif", fontSize: 38 }}>
          {hubName}
          <span style={{ color: accent }}>.</span>
        </div>
        <div style={{ display: "flex", color: accent }}>
          {paper.upvotes === 1 ? "1 upvote" : `${paper.upvotes} upvotes`}
        </div>
      </div>
    </div>
  );
}

const column = { display: "flex", flexDirection: "column", justifyContent: "space-between" } as const;

function authorLine(authors: string[]): string {
  const shown = authors.slice(0, 3).join(", ");
  return authors.length > 3 ? `${shown} and ${authors.length - 3} more` : shown;
}
