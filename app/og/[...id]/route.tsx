import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";
import { PaperImage } from "@/components/papers/paper-image";
import { getConfig } from "@/lib/base/config";
import { counted } from "@/lib/base/text";
import { hourMs } from "@/lib/base/time";
import { canonicalKey } from "@/lib/papers/address";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { getListedPaper } from "@/lib/papers/papers";
import { topicName } from "@/lib/papers/topics/topics";
import { drawable, imageFonts, sans, serif } from "@/lib/web/image-fonts";
import { requestId } from "@/lib/web/request";
import { errorResponse, etagOf, isKnown } from "@/lib/web/respond";

type Context = { params: Promise<{ id: string[] }> };
type Picture = { png: ArrayBuffer; etag: string };

// Drawing takes 0.1 s of CPU time, so each picture is cached for an hour.
const pictures = new LRUCache<string, Picture>({ max: 300, ttl: hourMs, fetchMethod: draw });

/** A paper's preview image for links and lists (1200 × 630 px): title, authors, topic. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const key = canonicalKey((await params).id.join("/")) ?? "";
    const { png, etag } = await pictures.forceFetch(key);
    const headers = {
      ETag: etag,
      "Content-Type": "image/png",
      "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",
    };
    return isKnown(etag, request)
      ? new Response(null, { status: 304, headers })
      : new Response(png, { headers });
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}

async function draw(key: string): Promise<Picture> {
  const { title, authors, topics, keywords, upvotes } = await getListedPaper(key);
  const facts = [isArxivKey(key) ? `arXiv:${key}` : "", upvotes > 0 ? counted(upvotes, "upvote") : ""];
  const picture = (
    <PaperImage
      title={drawable(plainText(title)) || key}
      authors={authors.map(drawableName).filter(Boolean)}
      topic={aboutWords(topics, keywords)}
      hubName={drawable(getConfig().HUB_NAME)}
      facts={facts.filter(Boolean)}
      fonts={{ serif, sans }}
    />
  );
  const size = { width: 1200, height: 630, fonts: imageFonts() };
  const png = await new ImageResponse(picture, size).arrayBuffer();
  return { png, etag: etagOf(new Uint8Array(png)) };
}

/** The part of a name that the fonts can draw: "Ming Li" of "李明 (Ming Li)", without the brackets. */
function drawableName(name: string): string {
  return drawable(name).replace(/^\((.*)\)$/, "$1");
}

function aboutWords([topic]: string[], keywords: string[]): string {
  return topic
    ? `${topicName(topic)}  ·  ${topic}`
    : drawable(keywords.slice(0, 3).join("  ·  ")).slice(0, 70);
}
