import { expect, it } from "vitest";
import { messageIdOf } from "@/lib/mail/message-id";

it("the same facts give the same Message-ID, other facts another one", () => {
  const id = messageIdOf("digest.12", "12 secret");
  expect(id).toMatch(/^<digest\.12\.[0-9a-f]{16}@localhost>$/);
  expect(messageIdOf("digest.12", "12 secret")).toBe(id);
  expect(messageIdOf("digest.12", "12 other")).not.toBe(id);
});
