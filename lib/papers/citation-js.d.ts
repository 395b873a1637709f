declare module "@citation-js/core" {
  export class Cite {
    constructor(data: unknown);
    format(output: "bibtex" | "biblatex" | "ris"): string;
  }
}
declare module "@citation-js/plugin-bibtex";
