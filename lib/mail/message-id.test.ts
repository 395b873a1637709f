import { expect, it } from "vitest";
import { messageIdOf } from "@/lib/mail/message-id";

it("a mail's id is the same each time it is sent, and another for other facts", () => {
  const id = messageIdOf("digest.12", "12 secret");
  expect(id).toMatch(/^<digest\.12\.[0-9a-f]{16}@localhost>$/);
  expect(messageIdOf("digest.12", "12 secret")).toBe(id);
  expect(messageIdOf("digest.12", "12 other")).not.toBe(id);
});
