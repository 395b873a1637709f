import { getConfig, loopbackAddresses } from "@/lib/base/config";
import { isLocalRequest } from "@/lib/base/local-request";
import { clientAddress } from "@/lib/web/address";
import { renderMetrics } from "@/lib/web/metrics";

export const dynamic = "force-dynamic";

/** Metrics for Prometheus, only for the addresses in METRICS_ALLOW. */
export async function GET(request: Request): Promise<Response> {
  if (!isAllowed(request.headers)) return new Response("Not found.\n", { status: 404 });
  const { text, contentType } = await renderMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}

function isAllowed(headers: Headers): boolean {
  const address = clientAddress(headers);
  if (!getConfig().METRICS_ALLOW.includes(address)) return false;
  // Through a proxy on this machine, everybody's requests come from a loopback address.
  return !loopbackAddresses.includes(address) || isLocalRequest(headers);
}
