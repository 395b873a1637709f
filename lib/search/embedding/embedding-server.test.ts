import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openServer } from "@/lib/search/embedding/embedding-server";

let server: Server | null = null;
afterEach(() => server?.close());

type EmbeddingRequest = { model: string; input: string[] };

/** A server that answers as told, and notes the requests it got, and from whom. */
async function serve(answer: (request: EmbeddingRequest) => { status: number; body: unknown }) {
  const requests: (EmbeddingRequest & { key: string | undefined })[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: EmbeddingRequest = JSON.parse(Buffer.concat(chunks).toString());
      requests.push({ ...body, key: request.headers.authorization });
      const { status, body: said } = answer(body);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/` };
}

const vectors = ({ input }: EmbeddingRequest) => ({
  status: 200,
  // Out of order on purpose: each vector carries its place.
  body: { data: input.map((text, index) => ({ index, embedding: [text.length, 0, 0] })).reverse() },
});

it("embeds texts with a server, in batches, as unit vectors in the given order", async () => {
  const { requests, url } = await serve(vectors);
  const embedder = await openServer({ url, key: "secret", model: "some-model" });
  expect(embedder).toMatchObject({ model: "some-model", dimension: 3 });
  const made = await embedder.embed(Array.from({ length: 130 }, (_, i) => "x".repeat(i + 1)));
  expect(made).toHaveLength(130);
  expect(made.every((vector) => Math.abs((vector[0] ?? 0) - 1) < 1e-6)).toBe(true);
  expect(requests.map(({ input }) => input.length)).toEqual([1, 64, 64, 2]);
  expect(requests[0]).toMatchObject({ model: "some-model", key: "Bearer secret" });
});

it("reports a server that does not answer with vectors", async () => {
  const { url } = await serve(() => ({ status: 500, body: { oh: "no" } }));
  await expect(openServer({ url, key: undefined, model: "m" })).rejects.toMatchObject({
    code: "unavailable",
    message: "The embedding server answered 500 and not with vectors.",
  });
  await expect(openServer({ url: "http://127.0.0.1:9", key: undefined, model: "m" })).rejects.toMatchObject({
    code: "unavailable",
  });
});
