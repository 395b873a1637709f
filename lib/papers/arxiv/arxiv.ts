import { getConfig } from "@/lib/base/config";
import { type ArxivClient, createArxivClient } from "./client";

// The client lives on globalThis because the web process has two module graphs, which must share one rate limiter.
const processState = globalThis as { quireArxiv?: ArxivClient };

/** This process's only arXiv client, created from the settings at first use. */
export function getArxiv(): ArxivClient {
  processState.quireArxiv ??= fromConfig();
  return processState.quireArxiv;
}

function fromConfig(): ArxivClient {
  const { ARXIV_API_URL, ARXIV_OAI_URL, ARXIV_INTERVAL_MS, ARXIV_TIMEOUT_MS, HUB_URL } = getConfig();
  return createArxivClient({
    apiUrl: ARXIV_API_URL,
    oaiUrl: ARXIV_OAI_URL,
    minIntervalMs: ARXIV_INTERVAL_MS,
    timeoutMs: ARXIV_TIMEOUT_MS,
    // Header values are limited to Latin-1, so an internationalised host is written in its ASCII form.
    userAgent: `Quire (${new URL(HUB_URL).origin})`,
  });
}
