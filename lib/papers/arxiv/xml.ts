import { XMLParser } from "fast-xml-parser";
import { arxivUnavailable } from "./unavailable";

/** An element: its children by name without prefix, its attributes as `@name`, its own text as `#text`. */
export type XmlNode = { [name: string]: XmlNode[] | string };

// Entities stay as written: a DOCTYPE cannot define any, and decodeEntities knows only the five of XML and numbers.
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
 * Reads an XML answer whose root element must be `root`.
 * @throws AppError `unavailable` when it is a web page, cut short, has a DOCTYPE, or is no XML at all.
 */
export function parseXml(xml: string, root: string): XmlNode {
  const complete = xml.trimEnd().endsWith(`</${root}>`);
  if (!complete || /<!doctype/i.test(xml)) throw arxivUnavailable();
  const document: XmlNode = parseDocument(xml);
  const [node] = childrenOf(document, root);
  if (!node) throw arxivUnavailable();
  return node;
}

/** The child elements of this name, in order. */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  const children = node?.[name];
  return Array.isArray(children) ? children : [];
}

/** The text of the first child of this name, entities decoded, trimmed; empty when there is none. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return ownText(childrenOf(node, name)[0]);
}

/** The text directly in an element. */
export function ownText(node: XmlNode | undefined): string {
  const text = node?.["#text"];
  return typeof text === "string" ? decodeEntities(text).trim() : "";
}

/** An attribute's value, empty when there is none. */
export function attributeOf(node: XmlNode | undefined, name: string): string {
  const value = node?.[`@${name}`];
  return typeof value === "string" ? decodeEntities(value) : "";
}

function parseDocument(xml: string): XmlNode {
  try {
    return parser.parse(xml);
  } catch {
    throw arxivUnavailable();
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
