import { XMLParser } from "fast-xml-parser";
import { arxivUnavailable } from "./unavailable";

/** An element: children by name without prefix, attributes as `@name`, text as `#text`. */
export type XmlNode = { [name: string]: XmlNode[] | string };

// The parser leaves entities alone, so that no DOCTYPE can define any; decodeEntities resolves only XML's own five and
// numeric ones.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Parses an XML response whose root element must be `root`.
 * @throws AppError `unavailable` when it is a web page, truncated, has a DOCTYPE, or is not XML
 */
export function parseXml(xml: string, root: string): XmlNode {
  const complete = xml.trimEnd().endsWith(`</${root}>`);
  if (!complete || /<!doctype/i.test(xml)) throw unreadable();
  const document: XmlNode = parseDocument(xml);
  const [node] = childrenOf(document, root);
  if (!node) throw unreadable();
  return node;
}

/** The child elements with this name, in order. */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  const children = node?.[name];
  return Array.isArray(children) ? children : [];
}

/** The text of the first child with this name, decoded and trimmed; empty when there is none. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return ownText(childrenOf(node, name)[0]);
}

/** An element's own text, decoded and trimmed. */
export function ownText(node: XmlNode | undefined): string {
  const text = node?.["#text"];
  return typeof text === "string" ? decodeEntities(text).trim() : "";
}

/** An attribute's decoded value; empty when there is none. */
export function attributeOf(node: XmlNode | undefined, name: string): string {
  const value = node?.[`@${name}`];
  return typeof value === "string" ? decodeEntities(value) : "";
}

function unreadable() {
  return arxivUnavailable(undefined, "arXiv sent an answer that cannot be read.");
}

function parseDocument(xml: string): XmlNode {
  try {
    return parser.parse(xml);
  } catch {
    throw unreadable();
  }
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (_, decimal, hex, name) => {
      if (name) return named[String(name).toLowerCase()] ?? "";
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    },
  );
}
