declare module "@citation-js/core" {
  export class Cite {
    constructor(data: unknown, options?: { generateGraph?: boolean });
    data: Record<string, unknown>[];
    format(output: "bibtex" | "ris", options: { format: "object" }): unknown;
    format(output: "bibtex" | "ris"): string;
  }
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-ris";
