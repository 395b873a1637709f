import { getConfig } from "@/lib/base/config";
import { answerOai } from "@/lib/programs/oai/answer";
import { clientAddress } from "@/lib/web/address";
import { countCall } from "@/lib/web/limits/limits";
import { readText, requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";
import { xmlResponse } from "@/lib/web/xml-response";

/** Answers harvesters by OAI-PMH 2.0. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => new URL(request.url).searchParams);
}

/** The same with the arguments in a form's body. */
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
    // OAI-PMH tells harvesters to wait by 503 with Retry-After (§3.1.2.2), not by 429.
    return failure.status === 429
      ? new Response(failure.body, { status: 503, headers: failure.headers })
      : failure;
  }
}

/** The address in `Quire <quire@hub.example>`; one without a domain gets the reserved domain `.invalid`. */
function addressOf(sender: string): string {
  const address = /<([^<>]+)>/.exec(sender)?.[1] ?? sender.trim();
  return /@\S+\.\S+$/.test(address) ? address : `${address}.invalid`;
}
