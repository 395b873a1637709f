/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // Whole pages, no streamed pieces: the page cache keeps finished HTML, and every reader gets the <head> in the head.
  htmlLimitedBots: /.*/,
  serverExternalPackages: [
    "pg",
    "pino",
    "prom-client",
    "graphile-worker",
    "rate-limiter-flexible",
    "nodemailer",
    "katex",
    "ioredis",
    "@lancedb/lancedb",
    "apache-arrow",
    "onnxruntime-node",
    "@huggingface/tokenizers",
  ],
  // Types are checked by `tsc` in `npm test`.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: "6mb" },
    // Of a client component that was edited the server would go on drawing the old one, which the browser then cannot take over.
    turbopackServerFastRefresh: false,
  },
};
