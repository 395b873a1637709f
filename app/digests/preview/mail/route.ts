import { writeHtml } from "@/lib/digests/mail-content/html";
import { previewFor } from "@/lib/digests/preview";
import { getViewer } from "@/lib/web/viewer";

/** The HTML of a previewed digest, for the page's frame. lib/server sends it with a content security policy of its own. */
export async function GET(request: Request): Promise<Response> {
  const content = await previewFor(await getViewer(), new URL(request.url).searchParams.get("of") ?? "");
  if (!content) return new Response("Not found.\n", { status: 404 });
  // The links of the mail open outside of the frame.
  const html = writeHtml(content).replace("<title>", '<base target="_blank"><title>');
  return new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
