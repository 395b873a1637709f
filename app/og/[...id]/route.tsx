import { ImageResponse } from "next/og";
import { PaperImage } from "@/components/papers/paper-image";
import { getConfig } from "@/lib/config";
import { canonicalKey } from "@/lib/papers/keys";
import { getListedPaper } from "@/lib/papers/papers";
import { imageFonts } from "@/lib/web/image-fonts";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

type Context = { params: Promise<{ id: string[] }> };

/** A paper's picture for links to it, 1200 × 630: title, authors, topic. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const asked = (await params).id.join("/");
    const paper = await getListedPaper(canonicalKey(asked) ?? "");
    const headers = { "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800" };
    return new ImageResponse(<PaperImage paper={paper} hubName={getConfig().HUB_NAME} />, {
      width: 1200,
      height: 630,
      fonts: imageFonts(),
      headers,
    });
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}
