import { writeHtml } from "@/lib/digests/mail-content/html";
import { findPreview } from "@/lib/digests/preview";
import { getViewer } from "@/lib/web/viewer";

/** The HTML of a previewed digest, for the frame on the preview page. lib/server gives it its own content security policy. */
export async function GET(request: Request): Promise<Response> {
  const preview = await findPreview(await getViewer(), new URL(request.url).searchParams.get("of") ?? "");
  if (!preview) return new Response("Not found.\n", { status: 404 });
  // Links in the mail open outside the frame.
  const html = writeHtml(preview.content).replace("<title>", '<base target="_blank"><title>');
  return new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
