/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // Pages are sent whole, not streamed: the page cache keeps finished HTML, and metadata stands in <head> for everybody.
  htmlLimitedBots: /.*/,
  // No page asks for resized pictures. Anybody could: each size of each preview picture takes a moment and stays on the disk.
  images: { unoptimized: true },
  serverExternalPackages: [
    "pg",
    "pino",
    "pino-pretty",
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
    // After an edit of a client component, fast refresh lets the server render its old version, which fails to hydrate.
    turbopackServerFastRefresh: false,
  },
};
