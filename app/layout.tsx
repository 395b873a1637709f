import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { HydrationSignal } from "@/components/layout/hydration-signal";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { getConfig } from "@/lib/base/config";
import { pageNonce } from "@/lib/web/nonce";
import { getUnread, getViewer } from "@/lib/web/viewer";

// Every page may depend on the viewer; the page cache in lib/server keeps what is the same for everybody.
export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const { HUB_NAME, HUB_URL } = getConfig();
  const description = "Trending research papers: upvoted, discussed and ordered by the people who read them.";
  return {
    metadataBase: new URL(HUB_URL),
    title: { default: `${HUB_NAME}: trending papers`, template: `%s · ${HUB_NAME}` },
    description,
    icons: { icon: "/icon.svg" },
    openGraph: { siteName: HUB_NAME, type: "website", description },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#161513" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [viewer, unread, nonce] = await Promise.all([getViewer(), getUnread(), pageNonce()]);
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not deferred, because the chosen theme must be set before the first paint. Browsers hide the nonce, which React would report as a mismatch. */}
        <script src="/theme.js" nonce={nonce} data-keep suppressHydrationWarning />
        <script src="/quire.js" nonce={nonce} defer data-keep suppressHydrationWarning />
        <script src="/suggest.js" nonce={nonce} defer data-keep suppressHydrationWarning />
        <script src="/forms.js" nonce={nonce} defer data-keep suppressHydrationWarning />
      </head>
      <body>
        <a href="#main" className="btn sr-only focus:not-sr-only focus:absolute focus:m-2">
          Skip to the papers
        </a>
        <SiteHeader viewer={viewer} unread={unread} />
        <div className="wrap min-h-[70vh]">{children}</div>
        <SiteFooter />
        <HydrationSignal />
      </body>
    </html>
  );
}
