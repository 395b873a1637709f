import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";

const folder = join(import.meta.dirname, "schemas");
const read = (fileName: string) => ({ fileName, contents: readFileSync(join(folder, fileName), "utf8") });
const schema = read("oai-pmh.xsd");
const preload = ["oai-dc.xsd", "dc.xsd", "arxiv.xsd"].map(read);

/** The errors of an answer by the XML schemas of OAI-PMH and its metadata; empty if it is valid. */
export async function oaiFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: "answer.xml", contents: xml }, schema, preload });
  return errors.map(({ message }) => message);
}
