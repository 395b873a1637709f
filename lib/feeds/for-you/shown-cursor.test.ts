import fc from "fast-check";
import { expect, it } from "vitest";
import { writeCursor } from "@/lib/feeds/cursor";
import { maxShown, maxTokenLength, readShown, writeShown } from "@/lib/feeds/for-you/shown-cursor";

const at = Date.UTC(2026, 2, 3);
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2_147_483_647 }), { minLength: 1, maxLength: 60 });

it("keeps the moment and the papers shown", () => {
  fc.assert(
    fc.property(ids, fc.nat(8_000_000_000_000), (some, moment) => {
      const shown = new Set(some);
      expect(readShown(writeShown({ at: moment, shown }))).toEqual({ at: moment, shown });
    }),
  );
});

it("stays short enough for an address, however far a reader pages", () => {
  const far = new Set(Array.from({ length: maxShown }, (_, i) => 2_147_483_647 - i * 2_000_000));
  expect(writeShown({ at, shown: far }).length).toBeLessThan(maxTokenLength);
  expect(readShown(writeShown({ at, shown: far }))?.shown.size).toBe(maxShown);
  const usual = new Set(Array.from({ length: 50 }, (_, i) => 100_000 + i * 50));
  expect(writeShown({ at, shown: usual }).length).toBeLessThan(100);
});

it.each([
  undefined,
  "",
  "x",
  "bm9uc2Vuc2U",
  "🙂",
  writeCursor({ value: 3, id: 5, seen: 50 }),
  writeShown({ at, shown: new Set() }),
  writeShown({ at, shown: new Set([0]) }),
  writeShown({ at, shown: new Set([300]) }).replace(/..$/, ""),
  writeShown({ at, shown: new Set([2_147_483_648]) }),
  writeShown({ at, shown: new Set(Array.from({ length: maxShown + 1 }, (_, i) => i + 1)) }),
  Buffer.concat([Buffer.alloc(6), Buffer.alloc(400, 128), Buffer.from([1])]).toString("base64url"),
  "A".repeat(maxTokenLength + 1),
])("starts at the top for %s", (token) => expect(readShown(token)).toBeNull());
