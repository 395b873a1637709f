import { getConfig } from "@/lib/base/config";
import { clientAddress } from "@/lib/web/address";
import { renderMetrics } from "@/lib/web/metrics";

export const dynamic = "force-dynamic";

/** Metrics for Prometheus, only for the addresses in METRICS_ALLOW. */
export async function GET(request: Request): Promise<Response> {
  if (!getConfig().METRICS_ALLOW.includes(clientAddress(request.headers)))
    return new Response("Not found.\n", { status: 404 });
  const { text, contentType } = await renderMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}
