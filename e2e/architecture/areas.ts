import areas from "@/lib/areas.json" with { type: "json" };

/** The areas of lib/, lowest first, each with what it holds. An area imports only from areas before it. */
export const listAreas = (): { name: string; holds: string }[] =>
  areas.map(([name = "", holds = ""]) => ({ name, holds }));

/** The text block that lists the areas, as README.md and lib/README.md contain it. */
export function areasBlock(): string {
  const width = Math.max(...listAreas().map(({ name }) => name.length));
  const lines = listAreas().map(({ name, holds }) => `${name.padEnd(width)}   ${holds}`);
  return `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}
