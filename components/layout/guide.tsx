import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

const parts: Components = {
  h2: ({ children }) => <h2 id={anchorOf(String(children))}>{children}</h2>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

/** A page of the product's own documentation, from Markdown; each heading has an anchor. */
export function Guide({ markdown }: { markdown: string }) {
  return (
    <div className="prose-narrow guide">
      <Markdown remarkPlugins={[remarkGfm]} components={parts}>
        {markdown}
      </Markdown>
    </div>
  );
}

function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
