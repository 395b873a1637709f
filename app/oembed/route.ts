import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { findCited } from "@/lib/programs/formats/cited";
import { keyOfPage, toOembed } from "@/lib/programs/formats/oembed";
import { writeXml } from "@/lib/programs/formats/xml";
import { clientAddress } from "@/lib/web/address";
import { keptResponse } from "@/lib/web/file-response";
import { countCall } from "@/lib/web/limits/limits";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

const room = z.coerce.number().int().min(1).max(100_000).optional();
const query = z.object({
  url: z.string().min(1).max(2000),
  format: z.enum(["json", "xml"], { error: "The format is json or xml." }).default("json"),
  maxwidth: room,
  maxheight: room,
});

/** Answers other sites that embed a paper of the hub (https://oembed.com). */
export async function GET(request: Request): Promise<Response> {
  const { HUB_URL: hubUrl, HUB_NAME: hubName } = getConfig();
  try {
    await countCall({ viewer: null, address: clientAddress(request.headers) });
    const { url, format, ...given } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
    const key = keyOfPage(url, hubUrl);
    const paper = key ? await findCited(key) : null;
    if (!paper) throw new AppError("not-found", "This is no address of a paper here.");
    const content = toOembed(paper, given, { hubUrl, hubName });
    const json = format === "json";
    const headers = {
      "Content-Type": json ? "application/json" : "text/xml; charset=utf-8",
      "Cache-Control": "public, max-age=300",
    };
    return keptResponse(request, json ? JSON.stringify(content) : writeXml({ oembed: content }), { headers });
  } catch (reason) {
    return errorResponse(reason, requestId(request.headers));
  }
}
