import { createServer } from "node:http";
import next from "next";

// As lib/server/web.ts serves the hub, without anything of the hub's own.
const [port = "0", dir = ""] = process.argv.slice(2);
const server = createServer();
const app = next({ dev: false, dir, port: Number(port), httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
server.on("request", (request, response) => void handle(request, response));
server.listen(Number(port), "127.0.0.1", () => process.send?.("listening"));
process.once("SIGTERM", () => process.exit(0));
