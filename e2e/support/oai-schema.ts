import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";

const folder = join(import.meta.dirname, "schemas");
const read = (fileName: string) => ({ fileName, contents: readFileSync(join(folder, fileName), "utf8") });
const schema = read("oai-pmh.xsd");
const preload = ["oai-dc.xsd", "dc.xsd", "arxiv.xsd"].map(read);

/** Validates an answer against the XML schemas of OAI-PMH and its metadata formats. @returns the errors; none if it is valid */
export async function oaiErrors(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: "answer.xml", contents: xml }, schema, preload });
  return errors.map(({ message }) => message);
}
