import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { FakeArxiv, FakeMode } from "@/e2e/fakes/arxiv";
import type { MailCatcher } from "@/e2e/fakes/mail";

type ReceivedMail = { subject: string; text: string };

type Fakes = { mail: MailCatcher; arxiv: FakeArxiv };

/** Starts a server through which the journeys, in other processes, read caught mails and control the fake arXiv. */
export async function startFakesControl({
  mail,
  arxiv,
}: Fakes): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/arxiv") {
      const mode = await text(request);
      if (mode === "ok") arxiv.release();
      else arxiv.setMode(mode as FakeMode);
      return response.end("{}");
    }
    const found = await mail.waitForMail(searchParams.get("to") ?? "").catch(() => null);
    response.end(JSON.stringify(found && { subject: found.subject, text: found.text }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The newest mail to an address, waiting for one if there is none. */
export async function readMail(to: string): Promise<ReceivedMail> {
  const answer = await fetch(`${process.env.TEST_FAKES}/mail?to=${encodeURIComponent(to)}`);
  const mail: ReceivedMail | null = await answer.json();
  if (!mail) throw new Error(`No mail to ${to} arrived`);
  return mail;
}

/** The first link to the hub in the newest mail to an address. */
export async function readMailLink(to: string): Promise<string> {
  const { text: body } = await readMail(to);
  const link = /http:\/\/localhost\S+/.exec(body)?.[0];
  if (!link) throw new Error(`There is no link in the mail to ${to}:\n${body}`);
  return link;
}

/** Sets how the fake arXiv behaves from now on. */
export async function setArxiv(mode: FakeMode): Promise<void> {
  await fetch(`${process.env.TEST_FAKES}/arxiv`, { method: "POST", body: mode });
}
