/** Makes this process forget its finished pages, so that a removal shows at once; other processes follow within a minute. */
export function purgePages(): void {
  (globalThis as { quirePages?: { purge(): void } }).quirePages?.purge();
}
