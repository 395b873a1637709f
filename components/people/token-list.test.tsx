import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { TokenList, tokenWords } from "@/components/people/token-list";

vi.mock("@/lib/web/actions/tokens", () => ({ revokeToken: async () => null }));

const now = new Date("2026-03-02T12:00:00Z");
const token = {
  id: 7,
  name: "A <b>bot</b>",
  ending: "a7Xq",
  scope: "write" as const,
  createdAt: new Date("2026-01-05T23:30:00Z"),
  expiresAt: null,
  lastUsedAt: null,
};

it("says what a token may do, and its days in the reader's time zone", () => {
  expect(tokenWords(token, "UTC", now)).toBe("reads and writes · made 5 Jan 2026 · no end · never used");
  expect(tokenWords({ ...token, scope: "read", lastUsedAt: now }, "Asia/Tokyo", now)).toBe(
    "reads · made 6 Jan 2026 · no end · last used 2 Mar 2026",
  );
});

it("distinguishes an expired token from one that will expire", () => {
  expect(tokenWords({ ...token, expiresAt: now }, "UTC", now)).toContain("ended 2 Mar 2026");
  const later = new Date("2026-05-01T00:00:00Z");
  expect(tokenWords({ ...token, expiresAt: later }, "UTC", now)).toContain("ends 1 May 2026");
});

it("lists each with its ending and a way to revoke it", () => {
  const html = renderToStaticMarkup(<TokenList tokens={[token]} timeZone="UTC" now={now} />);
  expect(html).toContain("A &lt;b&gt;bot&lt;/b&gt;");
  expect(html).toContain("…a7Xq");
  expect(html).toContain('name="id" value="7"');
  expect(html).toContain("Revoke");
  expect(renderToStaticMarkup(<TokenList tokens={[]} timeZone="UTC" now={now} />)).toContain("no tokens yet");
});
