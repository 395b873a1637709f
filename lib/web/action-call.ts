import { requestId } from "@/lib/web/request";

// The pages run in Next's own module graph and reach the server in front of it over globalThis.
const hub = globalThis as { quireActionCalls?: Set<string> };

/**
 * Notes that the call of a form's action could be read. Next answers a call that it cannot read, and one with other
 * arguments than a form, with 500, as if the hub were at fault; the server in front goes by this note to tell such calls
 * from failures of the hub itself (lib/server/front/malformed-calls.ts).
 * @param form the argument that should be the form: callers choose what they send
 * @throws TypeError when it is none
 */
export function noteActionCall(headers: Headers, form: unknown): void {
  if (!(form instanceof FormData)) throw new TypeError("The action was called without a form");
  hub.quireActionCalls?.add(requestId(headers));
}
