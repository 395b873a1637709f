import { getConfig } from "@/lib/base/config";
import { checkHub } from "@/lib/worker/health";

export const dynamic = "force-dynamic";

/** Health check: 200 when the database answers, with a list of problems. `?live` checks only that the process answers. */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.has("live")) return Response.json({ live: true });
  const { HUB_TIME_ZONE, ARXIV_PULL } = getConfig();
  const health = await checkHub({ now: new Date(), timeZone: HUB_TIME_ZONE, pulling: ARXIV_PULL === "on" });
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
