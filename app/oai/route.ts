import { getConfig } from "@/lib/base/config";
import { answerOai } from "@/lib/programs/oai/answer";
import { clientAddress } from "@/lib/web/address";
import { countCall } from "@/lib/web/limits/limits";
import { readText, requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";
import { xmlResponse } from "@/lib/web/xml-response";

/** The hub for harvesters: OAI-PMH 2.0. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => new URL(request.url).searchParams);
}

/** The same, with the arguments in a form's body; it changes nothing either. */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => new URLSearchParams(await readText(request)));
}

async function respond(request: Request, read: () => Promise<URLSearchParams>): Promise<Response> {
  const { HUB_NAME: name, HUB_URL: hubUrl, MAIL_FROM } = getConfig();
  try {
    await countCall({ viewer: null, address: clientAddress(request.headers) });
    const xml = await answerOai(await read(), { name, hubUrl, email: addressOf(MAIL_FROM) });
    return xmlResponse(xml, { type: "text/xml", seconds: 30 });
  } catch (reason) {
    const failure = errorResponse(reason, requestId(request.headers));
    // Harvesters know 503 with Retry-After as the way to be told to wait (§3.1.2.2 of the protocol).
    return failure.status === 429
      ? new Response(failure.body, { status: 503, headers: failure.headers })
      : failure;
  }
}

/** The address in `Quire <quire@hub.example>`; one without a domain gets a domain that nobody has. */
function addressOf(sender: string): string {
  const address = /<([^<>]+)>/.exec(sender)?.[1] ?? sender.trim();
  return /@\S+\.\S+$/.test(address) ? address : `${address}.invalid`;
}
