import { CodeBlock } from "@/components/developers/code-block";
import { Section } from "@/components/developers/guide";

/** The guide to the MCP server, by which language models use the hub. */
export function ModelsGuide({ hubUrl }: { hubUrl: string }) {
  const server = { type: "http", url: `${hubUrl}/mcp`, headers: { Authorization: "Bearer qr_…" } };
  return (
    <Section id="models" title="Language models (MCP)">
      <p>
        <code>{hubUrl}/mcp</code> speaks the Model Context Protocol (streamable HTTP, without sessions). Its
        tools are <code>search</code>, <code>trending</code>, <code>paper</code> and <code>similar</code>, for
        everybody, <code>for_you</code>, which needs a token, and <code>upvote</code> and <code>save</code>,
        which need one that may write. The limits are those of the API. There is no OAuth: a client that
        cannot send headers reads what everybody may read, and <code>/.well-known/oauth-…</code> says so. Most
        clients take this, where the headers may be left out:
      </p>
      <CodeBlock id="example-mcp" code={JSON.stringify({ mcpServers: { quire: server } }, null, 2)} />
    </Section>
  );
}
