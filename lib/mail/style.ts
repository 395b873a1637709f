import type { Properties } from "hast";

const serif = "'Source Serif 4',Georgia,'Times New Roman',serif";
const sans = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** The hub's colours by purpose; in dark mode the class of each replaces them. */
const light = { ink: "#1d1b18", soft: "#56524b", faint: "#6f6a61", accent: "#a8321a" };
const dark = { ink: "#ece8e0", soft: "#b5aea2", faint: "#9a9285", accent: "#f08563" };
type Colour = keyof typeof light;

const fonts = {
  masthead: `600 22px/1.2 ${serif};letter-spacing:-.02em`,
  heading: `600 30px/1.15 ${serif};letter-spacing:-.02em`,
  title: `600 19px/1.32 ${serif};letter-spacing:-.01em`,
  abstract: `400 16px/1.5 ${serif}`,
  words: `400 13.5px/1.5 ${sans}`,
  small: `400 12.5px/1.55 ${sans}`,
  strong: `600 13.5px/1.5 ${sans}`,
};

/**
 * The attributes of a piece of text. Its style is inline, because many mail programs drop style sheets; in those that keep
 * the style sheet below, the class sets the dark colour.
 */
export function look(font: keyof typeof fonts, colour: Colour, more = ""): Properties {
  const style = `margin:0;font:${fonts[font]};color:${light[colour]};${more}`;
  return { className: [`c-${colour}`], style };
}

/** The attributes of a link in the given colour. */
export function linkLook(colour: Colour, underlined = true): Properties {
  const line = underlined ? "underline;text-underline-offset:3px" : "none";
  return { className: [`c-${colour}`], style: `color:${light[colour]};text-decoration:${line}` };
}

export const page: Properties = { className: ["page"], style: "margin:0;padding:0;background:#fbfaf7" };
export const hairline = "border-bottom:1px solid #e6e1d7";

const darkRules = [
  ...Object.entries(dark).map(([name, colour]) => `.c-${name}{color:${colour}!important}`),
  ".page{background:#161513!important}",
  ".rule{border-color:#302d29!important}",
];

/** The style sheet in the head of a mail: dark colours, and the margins on a phone. */
export const styleSheet = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  `@media (prefers-color-scheme:dark){${darkRules.join("")}}`,
  // Outlook on the web and in its apps darkens mails itself and marks the elements it changed with this attribute.
  ...darkRules.map((rule) => `[data-ogsc] ${rule}`),
  "@media (max-width:480px){.pad{padding-left:18px!important;padding-right:18px!important}.h{font-size:26px!important}}",
].join("");
