import type { IncomingMessage } from "node:http";

/**
 * Limits the body of a request as it arrives: one that is sent in chunks does not say how long it is. What comes after the
 * limit is dropped, and whoever reads the body never sees its end, so that nobody takes the beginning for the whole.
 * @param most in bytes, asked for whenever a part of the body arrives
 * @param refuse is called once, when the limit is exceeded
 */
export function limitBody(request: IncomingMessage, most: () => number, refuse: () => void): void {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk: Buffer | null, ...rest) => {
    const before = size;
    size += chunk?.length ?? 0;
    if (size <= most()) return push(chunk, ...rest);
    if (before <= most()) refuse();
    return true;
  };
}
