/** What an interest is called in a sentence: its name, or "papers like “Title”" while it has none. */
export function interestWords({ name, provisional }: { name: string; provisional: boolean }): string {
  return provisional ? `papers like “${name}”` : name;
}
