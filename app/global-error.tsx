"use client";

import "@/app/globals.css";
import ErrorPage from "@/app/error";

/** Shown when even the frame around the pages fails; without it Next shows a page of its own, without a style. */
export default function FrameErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <div className="wrap">
          <ErrorPage {...props} />
        </div>
      </body>
    </html>
  );
}
