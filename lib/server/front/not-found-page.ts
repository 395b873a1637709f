import type { ServerResponse } from "node:http";
import type { Rendered } from "@/lib/server/front/page-cache";

/**
 * Exchanges an HTML answer of 404 for the page that unknown addresses get: of a page that finds nothing Next leaves the
 * words to a script, and whoever runs none would see it empty.
 * @param render makes that page for the reader of this answer
 */
export function exchangeEmpty(response: ServerResponse, render: () => Promise<Rendered>): void {
  const { writeHead, write, end } = response as unknown as Record<"writeHead" | "write" | "end", Answering>;
  let exchanged: Promise<void> | undefined;
  const unlessEmpty =
    (go: Answering, instead: unknown): Answering =>
    (...given) => {
      const html = String(response.getHeader("content-type")).startsWith("text/html");
      const empty = response.statusCode === 404 && html && !response.headersSent;
      if (!exchanged && !empty) return go.apply(response, given);
      exchanged ??= render().then(finish, () => finish(wordless));
      return instead;
    };
  Object.assign(response, {
    writeHead: unlessEmpty(writeHead, response),
    write: unlessEmpty(write, true),
    end: unlessEmpty(end, response),
  });

  function finish({ headers, body }: Pick<Rendered, "headers" | "body">): void {
    response.removeHeader("content-encoding");
    response.removeHeader("link");
    // The nonce of the page's own scripts is named in its policy.
    for (const name of ["content-type", "content-security-policy"])
      if (headers[name]) response.setHeader(name, headers[name]);
    // What is written from here on is still the empty page.
    writeHead.call(response, response.statusCode);
    end.call(response, body);
  }
}

type Answering = (...given: unknown[]) => unknown;

const wordless = {
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: Buffer.from("There is nothing at this address."),
};
