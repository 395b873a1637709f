import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { LinkList } from "@/components/papers/link-list";

it("shows each link with its kind, its short name and where it was found", () => {
  const html = renderToStaticMarkup(
    <LinkList
      links={[
        { kind: "code", url: "https://github.com/a/b", origin: "person" },
        { kind: "dataset", url: "https://huggingface.co/datasets/a/d", origin: "abstract" },
        { kind: "video", url: "https://youtu.be/x1y2z3", origin: "comment" },
      ]}
    />,
  );
  const text = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  expect(text).toContain("Code: github.com/a/b Dataset: huggingface.co/datasets/a/d found in the abstract");
  expect(text).toContain("Video: youtu.be/x1y2z3 found in the comment");
  expect(html).toContain('href="https://github.com/a/b" rel="nofollow noopener"');
  expect(html.match(/<svg/g)).toHaveLength(3);
});

it("is not there without links", () => expect(renderToStaticMarkup(<LinkList links={[]} />)).toBe(""));
