import { resolve } from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's own engine would be downloaded; this one comes with the packages.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= resolve("prisma/schema-engine.mjs");

export default defineConfig({
  schema: "../prisma/schema.prisma",
  migrations: { path: "../prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1:5432/quire" },
});
