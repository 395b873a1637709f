import { XMLBuilder } from "fast-xml-parser";

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });

/** An XML document of an object: `@_name` is an attribute, a list repeats its element. */
export function writeXml(content: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${cleanXml(builder.build(content))}\n`;
}

/** Text without the characters that XML forbids even when escaped: control characters and lone surrogates. */
export function cleanXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}
