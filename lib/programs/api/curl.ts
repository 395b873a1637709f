import { getConfig } from "@/lib/base/config";
import type { FeedItem } from "@/lib/feeds/feed-item";
import type { Example, Operation } from "@/lib/programs/api/operation";

/** The values that replace placeholders such as `{paper}` in examples; missing ones are replaced by made-up values. */
export type ExampleValues = Partial<Record<keyof typeof standIns, string>>;

const standIns = {
  paper: "2601.05230",
  topic: "cs.CL",
  author: "ada-example",
  organization: "an-example-lab",
  name: "Ada Example",
  person: "ada-example",
  comment: "1",
  claim: "1",
  session: "1",
  token: "1",
  webhook: "1",
  delivery: "1",
  follow: "1",
  mute: "1",
  interest: "1",
  digest: "1",
  job: "1",
  entry: "q-abcd1234",
  secret: "the-secret-of-the-mail",
};

/** Values for the examples from one of this hub's papers, with its topic, author and submitter. */
export function valuesOf(paper: FeedItem | undefined): ExampleValues {
  if (!paper) return {};
  const { key, submitter, organizationSlug: organization } = paper;
  const topic = paper.topics[0];
  const author = paper.authorSlugs[0];
  const name = paper.authors[0];
  return {
    paper: key,
    ...(topic && { topic }),
    ...(author && name && { author, name }),
    ...(organization && { organization }),
    ...(submitter && { person: submitter }),
  };
}

/** A curl command that makes an operation's example call; it takes the token from `$TOKEN`. */
export function curlCommand(operation: Operation, values: ExampleValues = {}): string {
  const { method, access, body, brief } = operation;
  const example = fill(operation.example ?? {}, { ...standIns, ...values });
  const parts = [
    method === "GET" ? "curl" : `curl -X ${method}`,
    ...(access === "everybody" ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(brief ? ["-H 'Prefer: return=representation'"] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(example.body))}`] : []),
    quote(getConfig().HUB_URL + exampleAddress(operation, example)),
  ];
  const [start, first, ...more] = parts;
  return [`${start} ${first}`, ...more].join(" \\\n  ");
}

function exampleAddress({ path }: Operation, { params = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodePart(params[name] ?? name));
  const asked = new URLSearchParams(query).toString();
  return `/api/v1${filled}${asked ? `?${asked}` : ""}`;
}

// The slash of an old arXiv id is left readable; the API accepts it.
function encodePart(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/");
}

function fill(example: Example, values: typeof standIns): Example {
  const put = (text: string) =>
    text.replace(/^\{(\w+)\}$/, (whole, name) =>
      name in values ? values[name as keyof typeof values] : whole,
    );
  return JSON.parse(JSON.stringify(example), (_, value) => (typeof value === "string" ? put(value) : value));
}

/** A text quoted as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
