import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { LinkBox } from "@/components/papers/link-box";

vi.mock("@/lib/web/actions/links", () => ({ setLink: vi.fn(), removeLink: vi.fn() }));

it("has a form for the kind of each link, one to remove it, one for another link and one for the organisation", () => {
  const html = renderToStaticMarkup(
    <LinkBox
      paperKey="2603.00001"
      organization={null}
      links={[
        { kind: "code", url: "https://github.com/a/b", origin: "abstract" },
        { kind: "video", url: "https://youtu.be/x1y2z3", origin: "person" },
      ]}
    />,
  );
  expect(html.match(/<form/g)).toHaveLength(6);
  expect(html).toContain('aria-label="Save github.com/a/b"');
  expect(html).toContain('aria-label="Remove youtu.be/x1y2z3"');
  expect(html).toMatch(
    /aria-label="Kind of youtu\.be\/x1y2z3"[\s\S]*?<option value="video" selected="">Video/,
  );
  expect(html.match(/value="2603\.00001"/g)).toHaveLength(6);
  expect(html).toContain('type="url"');
});
