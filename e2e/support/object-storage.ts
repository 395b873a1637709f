import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { freePort } from "@/lib/server/postgres";

/** A server with the S3 API and one empty bucket. */
export type ObjectStorage = {
  url: string;
  /** The environment variables that its clients need. */
  env: Record<string, string>;
  /** Ends all connections and refuses new ones, until `accept`. */
  refuse: () => Promise<void>;
  accept: () => Promise<void>;
  stop: () => Promise<void>;
};

const bucket = "quire-tests";
const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" };

/**
 * Starts moto's S3 server (`pip install "moto[server]"`; no Debian package has one).
 * @returns the running server, or in one sentence why there is none
 */
export async function startObjectStorage(): Promise<ObjectStorage | string> {
  const port = await freePort();
  const child = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const missing = once(child, "error").then(() => true);
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    if (await Promise.race([missing, setTimeout(100, false)]))
      return "No S3 server: moto_server is not installed, so only locations of other kinds were tested.";
    if (await makeBucket(endpoint)) {
      const door = await openDoor(port);
      const env = { ...keys, AWS_ENDPOINT: door.endpoint, AWS_ALLOW_HTTP: "true" };
      const { refuse, accept } = door;
      return {
        url: `s3://${bucket}/search`,
        env,
        refuse,
        accept,
        stop: async () => {
          await refuse();
          await stop(child);
        },
      };
    }
  }
  await stop(child);
  return "No S3 server: moto_server is installed but did not answer within 30 s.";
}

/** Creates the bucket. @returns whether the server did so */
async function makeBucket(endpoint: string): Promise<boolean> {
  const scope = `${keys.AWS_ACCESS_KEY_ID}/20260101/${keys.AWS_REGION}/s3/aws4_request`;
  const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}` };
  const answer = await fetch(`${endpoint}/${bucket}`, { method: "PUT", headers }).catch(() => null);
  return answer?.ok === true;
}

/** Listens on a port of its own and passes everything on to another one. */
async function openDoor(
  to: number,
): Promise<Pick<ObjectStorage, "refuse" | "accept"> & { endpoint: string }> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(to, "127.0.0.1");
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    }
    client.pipe(behind).pipe(client);
  });
  const accept = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const refuse = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await accept();
  return { endpoint: `http://127.0.0.1:${port}`, refuse, accept };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  if (child.exitCode === null && child.kill("SIGTERM")) await ended;
}
