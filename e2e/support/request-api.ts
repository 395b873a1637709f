import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/v1/[...path]/route";

const handlers = { GET, POST, PUT, PATCH, DELETE };

type Given = { token?: string | undefined; body?: string | undefined; headers?: Record<string, string> };

/**
 * Sends a request to the route of /api/v1, without a server in between.
 * @param path under /api/v1, with its query
 * @param given.token an API token; without one, the session decides that the test's `next/headers` gives
 * @param given.body JSON
 */
export function requestApi(
  method: keyof typeof handlers,
  path: string,
  { token, body, headers = {} }: Given = {},
): Promise<Response> {
  const sent = new Headers(headers);
  if (token) sent.set("Authorization", `Bearer ${token}`);
  if (body !== undefined) sent.set("Content-Type", "application/json");
  const init = { method, headers: sent, ...(body === undefined ? {} : { body }) };
  return handlers[method](new Request(`http://localhost:3000/api/v1${path}`, init));
}
