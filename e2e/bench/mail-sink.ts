import { SMTPServer } from "smtp-server";

// A mail server that accepts every mail and discards it, so that only the hand-over is measured.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  maxClients: 100,
  onData: (stream, _session, done) => {
    stream.on("end", () => done());
    stream.resume();
  },
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.("listening"));
process.once("SIGTERM", () => process.exit(0));
