import { createServer } from "node:http";
import next from "next";

// Serves the empty app as lib/server/web.ts serves the hub, but without the page cache and other code of the hub.
const [port = "0", dir = ""] = process.argv.slice(2);
const server = createServer();
const app = next({ dev: false, dir, port: Number(port), httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
server.on("request", (request, response) => void handle(request, response));
server.listen(Number(port), "127.0.0.1", () => process.send?.("listening"));
process.once("SIGTERM", () => process.exit(0));
