import { describe, expect, it } from "vitest";
import { addressKey, clientAddress } from "@/lib/web/address";

const seen = (value?: string) => clientAddress(new Headers(value ? { "x-quire-address": value } : {}));

describe("the client's address", () => {
  it("is the one that the front server noted, in one spelling", () => {
    expect(seen("203.0.113.9")).toBe("203.0.113.9");
    expect(seen("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(seen("2001:DB8:0::1")).toBe("2001:db8::1");
  });

  it("is unknown without it, or if it is not an address", () => {
    expect(seen()).toBe("unknown");
    expect(seen("somewhere")).toBe("unknown");
  });

  it("ignores headers that a client could set itself", () => {
    expect(clientAddress(new Headers({ "x-forwarded-for": "203.0.113.9" }))).toBe("unknown");
  });

  it("counts an IPv6 household as one", () => {
    expect(addressKey("2001:db8:1:2:aaaa::1")).toBe(addressKey("2001:db8:1:2:bbbb::2"));
    expect(addressKey("2001:db8:1:2::1")).not.toBe(addressKey("2001:db8:1:3::1"));
    expect(addressKey("203.0.113.9")).toBe("203.0.113.9");
    expect(addressKey("unknown")).toBe("unknown");
  });
});
