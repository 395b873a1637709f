import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";
import { PaperImage } from "@/components/papers/paper-image";
import { getConfig } from "@/lib/config";
import { canonicalKey } from "@/lib/papers/keys";
import { getListedPaper } from "@/lib/papers/papers";
import { imageFonts } from "@/lib/web/image-fonts";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

type Context = { params: Promise<{ id: string[] }> };

const headers = {
  "Content-Type": "image/png",
  "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",
};
// Drawing takes a tenth of a second of a core: each picture is drawn once an hour, however many ask.
const images = new LRUCache<string, ArrayBuffer>({ max: 300, ttl: 3_600_000, fetchMethod: draw });

/** A paper's picture for links to it, 1200 × 630: title, authors, topic. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const key = canonicalKey((await params).id.join("/")) ?? "";
    return new Response(await images.forceFetch(key), { headers });
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}

async function draw(key: string): Promise<ArrayBuffer> {
  const paper = await getListedPaper(key);
  const size = { width: 1200, height: 630, fonts: imageFonts() };
  return new ImageResponse(<PaperImage paper={paper} hubName={getConfig().HUB_NAME} />, size).arrayBuffer();
}
