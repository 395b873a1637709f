import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { openMinilm } from "@/lib/search/embedding/minilm";
import { dot, unpackVector } from "@/lib/search/embedding/vectors";

// What the weights' own package makes of these texts in 32-bit numbers, in bytes (@lat.md/embed 0.2.0, MIT).
const made = [
  {
    text: "Scaled attention weighs every pair of words in a sentence.",
    vector:
      "cv/+IRELUjEVDyr5CRndJhoHgdA8+iEOCCSY0B/8CA5KV8gx2+ry0OT49SE45OgN1s3Zpsro+BkT+yfhuPTiE1X6HbKwNjgeQBEzFfWuNyne" +
      "0hfybOQYxcMW1YLlEe/vj8zqCkcsWx71/gceAb/E/wcQDPD5GPkWFwrV1SXwDwD1//4AAwTf98z+FUwXcifU/00D+egsBsHJtAzYzwzDCtP2" +
      "7a8q8TTZ9RwI4PtF+ArX6EDzA+1LTD0tFQ41+PskUQDACAw7FRAjD+oJR8cSJMfeEN6y5Rit3hseKAu/sgC+D806+B3lCPsP9tfm7C7yMTLt" +
      "Kjc5+UMk6uT0yeHL7w4w5RQbw+MfC/r57eHd1t+2HN025QyoD+65+eD+3vndGfs6zATqLu/zEr3i9+Tn3/zzJePoNjUNAyPh9hbj2ACr4Mc/" +
      "HNL/OaoSIgTTOz4jIvvi7A1A8RfdIMQ+AQJWJ67qDhwbDjUqIu4YYDgvx/Amx0Qt4AT2BhwYyCl4J+XV",
  },
  {
    text: "We measure the mass of the lightest neutrino.",
    vector:
      "4h3YcMrIJD/6yxndqCvy7j9D+RcV8yb/Ar3W8wrGQM80FkPP8qVJByv2ByT4HMnt6x4QCwUlJPY2njn2EAfTMg4PAOsJKyQO9QfbwOoRFT/x" +
      "/vcQUwT0T8b00w64NhQGy//iJiFPBVHyFB7uHzYy7wYKPMJCfOP+Gg+19yJXBwA36QT25Db5Ad39/ev0GszIA2EU7tEFA8EAEroQ3OUD+wdr" +
      "39vWELXrNED0xu0SJt9k3gwBxQ87AvMWCOjqByU8IxPM7Onuxgst8h8PK9LYKBXW+tHVO//uJ68Q79HoxwDeHugv6gryyNxAIR/vmTEaBA0a" +
      "1e1C7yEgIBm2+L0B1QL8CScXJPIhEX8r9RL2Ox3u0cja3eIFIgYC/dUC6PYaziLuRsw9OwEN/uLsG+Aazvz5As0o4Ofe9Oqb9SDMGwBF+QsS" +
      "IgrvEsNKH+Dl8x0wJNAB8RAVC9b5LAo4+/cYGgfpAAmxJi0Iuw4cIcMTzsHwGCLw9Pq4IuAXqvc08f0E",
  },
  {
    text: "réseaux de neurones",
    vector:
      "26r79sb4Bw9HAz0D1jC1AuEe9RM27e3x7f0t6CqxNSq8J+Y2zugJQgEa4CYX6ucCtqLmrPtKODDkAQUMOvzmCAVSAivBFGbvAutD89fyLoYv" +
      "IwgHVw8mFOEKxeO97p3wHRIaKCsDLAbpEDABH/fC+NcgCMA1BUvUEgXWqxHwiwDv4KMeIecK3hEPj1btXUvR6eAnrxYZ8fb448j79gwDIvog" +
      "HC1EEw7lGvkc0Ro6EOkYrfrrF7QeJbAjLivw/dU2QDOz2l3cwEMKmNoF3duBKtnRqCxSKmHK6xza+x2uFgCo/vMd5kLz+NPyzggv2QvUxeBA" +
      "sNldsAQhPc48xDTP7vQ46W9ODv7GDAYINyjznwfI9iQSzJ7gDijCX9nv1tMnB/HeOh0ZPHLR0uD8ux0IChL04w8s++wRFtUd+9IREAAIMPHk" +
      "T7E4I+RiICjlSzBNCh3z51MauSonyt3h3PoMUyj0LwP+KuDpCccPDgPMLvRJ+OglAvjE9vry0P7+aTPi",
  },
];

it("gives nearly the same vectors in eight bits as in thirty-two, for single texts and batches", async () => {
  const embedder = await openMinilm();
  const texts = made.map(({ text }) => text);
  const together = (await embedder?.embed(texts)) ?? [];
  for (const [i, { text, vector }] of made.entries()) {
    const known = unpackVector({ vector: Buffer.from(vector, "base64"), scale: 1 });
    const length = Math.sqrt(dot(known, known));
    const [alone = new Float32Array()] = (await embedder?.embed([text])) ?? [];
    expect(dot(alone, known) / length, text).toBeGreaterThan(0.985);
    expect(dot(together[i] ?? new Float32Array(), known) / length, text).toBeGreaterThan(0.985);
  }
});

it("reads a long abstract to its end, and knows which texts it once cut", { timeout: 60_000 }, async () => {
  const embedder = await openMinilm();
  const long = "The beginning of the abstract is about the weather. ".repeat(28);
  const texts = [
    `${long}Cats sleep all day and kittens play.`,
    `${long}Central banks raise interest rates.`,
    "Short.",
  ];
  const [cats = new Float32Array(), banks = new Float32Array()] = (await embedder?.embed(texts)) ?? [];
  expect(dot(cats, banks)).toBeLessThan(0.995);
  expect(await embedder?.wereCut?.(texts)).toEqual([true, true, false]);
  // The model has 512 positions; what lies behind them is cut off, here as in a query.
  const [tooLong] = (await embedder?.embed([long.repeat(20)])) ?? [];
  expect(tooLong).toHaveLength(384);
});

it("lets its process end in order in the middle of its work", () => {
  const program = `
    import { openMinilm } from "@/lib/search/embedding/minilm";
    const embedder = await openMinilm();
    await embedder.embed(["one"]);
    void embedder.embed(Array.from({ length: 8 }, () => "many words ".repeat(300)));
    void embedder.embed(["another"]).then(() => process.exit(0));`;
  const ended = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program]);
  expect([String(ended.stderr), ended.status, ended.signal]).toEqual(["", 0, null]);
});
