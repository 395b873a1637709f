import { parseDay } from "@/lib/base/time";
import { hubToday } from "@/lib/web/hub-day";

export const dynamic = "force-dynamic";

/** The target of the date picker: redirects to the page of the chosen day, or to today's. */
export function GET(request: Request): Response {
  const day = parseDay(new URL(request.url).searchParams.get("day") ?? "") ?? hubToday();
  return new Response(null, { status: 303, headers: { Location: `/date/${day}` } });
}
