import type { MetadataRoute } from "next";
import { getConfig } from "@/lib/base/config";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  const disallow = [
    "/api/",
    "/saved",
    "/settings",
    "/sign-in",
    "/welcome",
    "/review",
    "/submit",
    "/search?",
    "/similar?",
    "/dev/",
    "/subscriptions",
    "/digests/preview",
    "/problem",
    "/*?after=",
  ];
  return { rules: { userAgent: "*", allow: "/", disallow }, sitemap: `${getConfig().HUB_URL}/sitemap.xml` };
}
