import { getConfig } from "@/lib/base/config";
import { type ArxivClient, createArxivClient } from "./client";

// Kept on globalThis: the two module graphs of the web process would each keep arXiv's pace for themselves alone.
const kept = globalThis as { quireArxiv?: ArxivClient };

/** The one client of this process, made from the settings at first use. */
export function getArxiv(): ArxivClient {
  kept.quireArxiv ??= fromConfig();
  return kept.quireArxiv;
}

function fromConfig(): ArxivClient {
  const { ARXIV_API_URL, ARXIV_OAI_URL, ARXIV_INTERVAL_MS, ARXIV_TIMEOUT_MS, HUB_URL } = getConfig();
  return createArxivClient({
    apiUrl: ARXIV_API_URL,
    oaiUrl: ARXIV_OAI_URL,
    minIntervalMs: ARXIV_INTERVAL_MS,
    timeoutMs: ARXIV_TIMEOUT_MS,
    // A header takes no letters beyond Latin-1, so the host is named as the network spells it.
    userAgent: `Quire (${new URL(HUB_URL).origin})`,
  });
}
