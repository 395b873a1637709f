type Context = { params: Promise<{ name: string }> };

// Background colours (paper, wood, moss, slate, plum and brick), each with a readable text colour.
const colours = [
  ["#efe7d8", "#5b4a2f"],
  ["#f0ddcc", "#7a4022"],
  ["#e0e6d6", "#3f5230"],
  ["#dbe3e8", "#2f4a5b"],
  ["#e9dde6", "#5b2f52"],
  ["#f3dcd6", "#8a2a16"],
] as const;

/** The default picture of a person: the first letter of their name, in the hub's typeface. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const username = /^([a-z0-9-]{1,40})\.svg$/.exec((await params).name)?.[1];
  if (!username) return new Response("Not found.\n", { status: 404 });
  return new Response(picture(username), {
    headers: { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=604800, immutable" },
  });
}

function picture(username: string): string {
  const sum = Array.from(username).reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 9973, 7);
  const [background, text] = colours[sum % colours.length] ?? colours[0];
  const letter = username.charAt(0).toUpperCase();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" role="img" aria-label="${username}">
<rect width="96" height="96" rx="48" fill="${background}"/>
<text x="48" y="65" text-anchor="middle" font-family="'Source Serif 4', Georgia, 'Times New Roman', serif" font-size="48" font-weight="600" fill="${text}">${letter}</text>
</svg>
`;
}
