import { describe, expect, it } from "vitest";
import { mailKey, sameMailbox } from "@/lib/people/mail-address";
import { emailSchema } from "@/lib/people/schema";

describe("the normal form of an address", () => {
  it.each([
    "ada@example.org",
    " ADA@Example.ORG ",
    "ada+digest@example.org",
    "Ada+1+2@example.org",
    "ａｄａ@example.org",
    "ada@ｅｘａｍｐｌｅ.org",
  ])("of %s is that of the mailbox", (email) => {
    expect(mailKey(email)).toBe("ada@example.org");
  });

  it("has one spelling of an international domain", () => {
    expect(mailKey("ada@Bücher.example")).toBe("ada@xn--bcher-kva.example");
    expect(mailKey("ada@xn--bcher-kva.example")).toBe(mailKey("ada@bücher.example"));
  });

  it.each(["ada.lovelace@gmail.com", "A.d.a.Lovelace+x.y@GMail.com", "adalovelace@googlemail.com"])(
    "of %s, at Gmail, is without dots",
    (email) => expect(mailKey(email)).toBe("adalovelace@gmail.com"),
  );

  it("keeps what is no suffix", () => {
    expect(mailKey("+ada@example.org")).toBe("+ada@example.org");
    expect(mailKey("a.d.a@example.org")).toBe("a.d.a@example.org");
    expect(sameMailbox("ada+1@example.org")).toEqual({
      exact: "ada@example.org",
      start: "ada+",
      end: "@example.org",
    });
  });
});

describe("an address as typed", () => {
  it.each([
    "ada@example.org,0",
    "ada@example.org,eve@example.org",
    "ada@example.org;eve@example.org",
    "ada@example.org\0",
    "a\0da@example.org",
    "ada@example.org\r\nBcc: eve@example.org",
    "ada@example.org\r\n",
    "ada eve@example.org",
    "ada@exam ple.org",
    "ada@eve@example.org",
    "ada＠eve@example.org",
    "ada@example.org，0",
    '"ada"@example.org',
    "<ada@example.org>",
    "Ada <ada@example.org>",
    "ada@example.org(comment)",
    "ada@example",
    "ada@-.org",
    "ada\u200b@example.org",
    "аda@example.org",
    "",
  ])("is refused with a sentence: %j", (email) => {
    const { error } = emailSchema.safeParse(email);
    expect(error?.issues[0]?.message).toMatch(/mail address/);
  });

  it.each([
    ["ada+digest@example.org", "ada+digest@example.org"],
    ["o'neil@example.org", "o'neil@example.org"],
    ["Ada@Bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@xn--80ak6aa92e.xn--p1ai", "ada@xn--80ak6aa92e.xn--p1ai"],
  ])("is mailed as given: %s", (email, stored) => {
    expect(emailSchema.parse(email)).toBe(stored);
  });
});

it("a text that is too long for an address is refused, before its domain is written in ASCII", () => {
  for (const domain of ["é".repeat(140_000), "\u0316\u0301".repeat(70_000)])
    expect(emailSchema.safeParse(`a@${domain}.example`).error?.issues[0]?.message).toMatch(/too long/);
});
