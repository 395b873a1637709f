import type { HostileHub } from "@/e2e/hostile/hostile-hub";
import { type HostileRequest, hostileRequests } from "@/e2e/hostile/requests";
import { type Reply, send } from "@/e2e/hostile/send";
import { type Kind, listTargets } from "@/e2e/hostile/surface";
import { forEachConcurrently } from "@/lib/base/concurrency";
import { findOperation } from "@/lib/programs/api/find-operation";
import { operations } from "@/lib/programs/api/operations";

/** What became of all requests to one kind of address. */
export type KindOutcome = {
  sent: number;
  /** How many answers had each status. */
  statuses: Map<number, number>;
  unanswered: number;
  slowest: { ms: number; request: HostileRequest } | null;
};

/** A request that was answered as if the hub were at fault, or not at all. */
export type Fault = { request: HostileRequest; reply: Reply };

export type HostileOutcome = {
  kinds: Map<Kind, KindOutcome>;
  faults: Fault[];
  /** Answers of operations of the API with a status that its description does not declare. */
  undeclared: Fault[];
};

type Options = {
  seed: number;
  count: number;
  /** How many requests are under way at once. */
  atOnce: number;
  /** After how many milliseconds a request counts as unanswered. */
  patience: number;
  onProgress?: (sent: number) => void;
};

/** How many requests are sent before sessions and tokens are made valid again. */
const batch = 200;

/** Sends hostile requests to every page, route, operation and action of a hub. The same seed sends the same requests. */
export async function runHostile(hub: HostileHub, options: Options): Promise<HostileOutcome> {
  const { seed, count, atOnce, patience, onProgress } = options;
  const document: Described = await (await fetch(new URL("/api/v1/openapi.json", hub.url))).json();
  const requests = hostileRequests(listTargets(document), { seed, count, existing: hub.existing });
  const outcome: HostileOutcome = { kinds: new Map(), faults: [], undeclared: [] };
  for (let first = 0; first < requests.length; first += batch) {
    await hub.restore();
    await forEachConcurrently(requests.slice(first, first + batch), atOnce, async (request) => {
      const reply = await send(request, { hub: hub.url, identity: hub.identities[request.sender], patience });
      note(outcome, request, reply);
      if (!isDeclared(document, request, reply)) outcome.undeclared.push({ request, reply });
    });
    onProgress?.(Math.min(first + batch, requests.length));
  }
  return outcome;
}

type Described = { paths: Record<string, Record<string, { responses: object }>> };

/** What HTTP and Next answer by themselves: to `Expect`, to an odd spelling of the path, to too long headers, to a request for a part of a page. */
const beforeOperations = new Set([100, 307, 308, 417, 431]);

/** Whether an answer has a status that the API's description declares; true for what is no operation of the API. */
function isDeclared({ paths }: Described, { method, address }: HostileRequest, { status }: Reply): boolean {
  const path = /^\/api\/v1(\/[^?#]*)/.exec(address)?.[1];
  if (path === undefined || status === null || beforeOperations.has(status)) return true;
  if (!isDecodable(path) || /\/\.{1,2}(\/|$)/.test(path)) return true;
  const found = findOperation(operations, method, path);
  if (!("operation" in found)) return true;
  const { operation } = found;
  return String(status) in (paths[operation.path]?.[operation.method.toLowerCase()]?.responses ?? {});
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

function note({ kinds, faults }: HostileOutcome, request: HostileRequest, reply: Reply): void {
  const kind = kinds.get(request.kind) ?? { sent: 0, statuses: new Map(), unanswered: 0, slowest: null };
  kinds.set(request.kind, kind);
  kind.sent += 1;
  if (reply.status === null) kind.unanswered += 1;
  else kind.statuses.set(reply.status, (kind.statuses.get(reply.status) ?? 0) + 1);
  if (reply.ms > (kind.slowest?.ms ?? 0)) kind.slowest = { ms: reply.ms, request };
  if (reply.status === null || reply.status >= 500) faults.push({ request, reply });
}

/** A fault in a few lines from which it can be repeated. */
export function faultWords({ request, reply }: Fault): string {
  const { kind, sender, method, address, headers, body, chunked } = request;
  const head = headers.map(([name, value]) => `    ${name}: ${value.slice(0, 200)}`);
  return [
    `${reply.status ?? "no answer"} · ${kind} · ${sender}: ${method} ${address.slice(0, 500)}${chunked ? " (chunked)" : ""}`,
    ...head,
    ...(body === null ? [] : [`    ${JSON.stringify(body.toString("latin1").slice(0, 700))}`]),
    `  → ${reply.start.split("\r\n\r\n").at(-1)?.slice(0, 200).replace(/\s+/g, " ") ?? ""}`,
  ].join("\n");
}
