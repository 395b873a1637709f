import { writeHtml } from "@/lib/digests/mail-content/html";
import { previewFor } from "@/lib/digests/preview";
import { getViewer } from "@/lib/web/viewer";

/** The mail of the preview as HTML, for its frame: lib/server gives it a policy of its own, as a mail program would. */
export async function GET(request: Request): Promise<Response> {
  const letter = await previewFor(await getViewer(), new URL(request.url).searchParams.get("of") ?? "");
  if (!letter) return new Response("Not found.\n", { status: 404 });
  // Its links lead out of the frame.
  const html = writeHtml(letter).replace("<title>", '<base target="_blank"><title>');
  return new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
