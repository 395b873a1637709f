import type { ServerResponse } from "node:http";
import type { Rendered } from "@/lib/server/front/page-cache";

/**
 * Replaces an HTML answer of 404 by the page that unknown addresses get. When a page calls notFound(), Next leaves the
 * text to a script, so that readers without scripts would see an empty page.
 * @param render makes the page of unknown addresses for the reader of this answer
 */
export function replaceNotFound(response: ServerResponse, render: () => Promise<Rendered>): void {
  const { writeHead, write, end } = response as unknown as Record<"writeHead" | "write" | "end", Answering>;
  let replaced: Promise<void> | undefined;
  const unlessNotFound =
    (go: Answering, instead: unknown): Answering =>
    (...given) => {
      const html = String(response.getHeader("content-type")).startsWith("text/html");
      const empty = response.statusCode === 404 && html && !response.headersSent;
      if (!replaced && !empty) return go.apply(response, given);
      replaced ??= render().then(finish, () => finish(plainText));
      return instead;
    };
  Object.assign(response, {
    writeHead: unlessNotFound(writeHead, response),
    write: unlessNotFound(write, true),
    end: unlessNotFound(end, response),
  });

  function finish({ headers, body }: Pick<Rendered, "headers" | "body">): void {
    response.removeHeader("content-encoding");
    response.removeHeader("link");
    // The nonce of the page's own scripts is named in its policy.
    for (const name of ["content-type", "content-security-policy"])
      if (headers[name]) response.setHeader(name, headers[name]);
    // The original methods: the replaced ones drop what Next still writes of the empty page.
    writeHead.call(response, response.statusCode);
    end.call(response, body);
  }
}

type Answering = (...given: unknown[]) => unknown;

const plainText = {
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: Buffer.from("There is nothing at this address."),
};
