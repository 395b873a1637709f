import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a program and its database, and can cut the connection or let it hang. */
export type BreakableDatabase = {
  /** The address of the database through this. */
  url: string;
  /** Ends all connections and refuses new ones. */
  cut: () => Promise<void>;
  /** Accepts connections, but passes nothing on. */
  hang: () => void;
  /** Works again, at the same address. */
  heal: () => Promise<void>;
};

/** Puts a relay before a database. @param url the database's address */
export async function breakableDatabase(url: string): Promise<BreakableDatabase> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let hanging = false;
  let server: Server;
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on("data", (chunk) => !hanging && to.write(chunk));
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on("error", () => undefined);
  };
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((client) => {
        const database = connect(Number(target.port), target.hostname);
        pass(client, database);
        pass(database, client);
      }).listen(port, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  const port = await listen(0);
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  const relayed = new URL(url);
  relayed.hostname = "127.0.0.1";
  relayed.port = String(port);
  return {
    url: relayed.href,
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      end();
      await closed;
    },
    hang: () => {
      hanging = true;
    },
    heal: async () => {
      if (hanging) end();
      hanging = false;
      if (!server.listening) await listen(port);
    },
  };
}
