import { getConfig } from "@/lib/base/config";
import type { Viewer } from "@/lib/people/viewer";
import type { Operation } from "@/lib/programs/api/operation";
import { nextLink } from "@/lib/web/next-link";
import { purgePages } from "@/lib/web/purge-pages";

/** The arguments from apiRoute: the viewer, the parsed input, the request and the headers of the answer. */
export type OperationCall = {
  viewer: Viewer | null;
  params: unknown;
  query: unknown;
  body: unknown;
  request: Request;
  headers: Headers;
};

/**
 * Runs an operation of the API and parses its answer by its schema, so that only fields of the schema are sent. A list's
 * next page and the address of a new object are also given in headers.
 * @throws Error when the answer does not match the operation's schema
 */
export async function answerOperation(operation: Operation, call: OperationCall): Promise<unknown> {
  const { request, headers, ...input } = call;
  const result = await operation.run({ ...input, now: new Date() });
  if (operation.purges) purgePages(operation.purges === "location" ? madePath(result) : "");
  if (!operation.answer || isUnwanted(operation, request)) return undefined;
  const answer = operation.answer.safeParse(result);
  // A ZodError must not be thrown on: it would be answered as if the caller were at fault.
  if (!answer.success)
    throw new Error(`The answer of ${operation.id} is not what it says.`, { cause: answer.error });
  setHeaders(headers, operation, request, answer.data);
  return answer.data;
}

/** The path of what an operation made, by the address in its answer. */
function madePath(result: unknown): string {
  const made = typeof result === "object" && result !== null && "url" in result ? String(result.url) : "";
  return URL.canParse(made) ? new URL(made).pathname : "";
}

function isUnwanted({ brief }: Operation, request: Request): boolean {
  return brief === true && !/\breturn=representation\b/.test(request.headers.get("prefer") ?? "");
}

function setHeaders(
  headers: Headers,
  { location, brief }: Operation,
  request: Request,
  answer: unknown,
): void {
  if (brief) headers.set("Preference-Applied", "return=representation");
  if (typeof answer !== "object" || answer === null) return;
  if ("next" in answer && typeof answer.next === "string")
    headers.set("Link", nextLink(request.url, { after: answer.next }));
  if (location === "url" && "url" in answer) headers.set("Location", String(answer.url));
  if (location === "id" && "id" in answer)
    headers.set("Location", `${getConfig().HUB_URL}${new URL(request.url).pathname}/${answer.id}`);
}
