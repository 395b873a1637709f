import { getConfig } from "@/lib/base/config";
import { checkQueue } from "@/lib/queue/health";
import { checkHealth } from "@/lib/worker/health";

export const dynamic = "force-dynamic";

/** Health check: 200 when the database answers, with a list of problems. `?live` checks only that the process answers. */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.has("live")) return Response.json({ live: true });
  const { HUB_TIME_ZONE, ARXIV_PULL } = getConfig();
  const now = new Date();
  const health = await checkHealth({ now, timeZone: HUB_TIME_ZONE, pulling: ARXIV_PULL === "on" });
  const headers = { "Cache-Control": "no-store" };
  if (!health.ready) return Response.json(health, { status: 503, headers });
  const { queue, troubles } = await checkQueue(now);
  return Response.json({ ...health, troubles: [...health.troubles, ...troubles], queue }, { headers });
}
