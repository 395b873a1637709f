import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { requestAddress } from "@/lib/server/front/client-address";

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

describe("the address of a request, without a proxy", () => {
  it("is the socket's, whatever the headers claim", () => {
    expect(requestAddress(from("203.0.113.9"), false)).toBe("203.0.113.9");
    for (const claim of ["127.0.0.1", "198.51.100.1, 127.0.0.1", "unknown", ""])
      expect(requestAddress(from("203.0.113.9", claim), false)).toBe("203.0.113.9");
  });

  it("is unknown once the socket is closed", () => {
    expect(requestAddress(from(undefined, "127.0.0.1"), false)).toBe("unknown");
  });
});

describe("the address of a request, behind a trusted proxy", () => {
  it("is the one that the proxy appended, not those that the client sent", () => {
    expect(requestAddress(from("127.0.0.1", "198.51.100.1"), true)).toBe("198.51.100.1");
    expect(requestAddress(from("127.0.0.1", "127.0.0.1, 10.0.0.1,198.51.100.1"), true)).toBe("198.51.100.1");
    expect(requestAddress(from("::1", "spoofed, 2001:db8::7 "), true)).toBe("2001:db8::7");
  });

  it("is the socket's if the proxy names none, as for the machine's own checks", () => {
    for (const nothing of [undefined, "", " ", "198.51.100.1, "])
      expect(requestAddress(from("127.0.0.1", nothing), true)).toBe("127.0.0.1");
  });
});
