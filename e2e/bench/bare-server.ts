import { readFileSync } from "node:fs";
import { createServer } from "node:http";

// The baseline for page speed: a bare Node server that sends the same headers and bytes to everyone, from memory.
const [port = "0", file = "", headers = "{}"] = process.argv.slice(2);
const body = readFileSync(file);
const head = JSON.parse(headers);

createServer((_request, response) => response.writeHead(200, head).end(body)).listen(
  Number(port),
  "127.0.0.1",
  () => process.send?.("listening"),
);
process.once("SIGTERM", () => process.exit(0));
