import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { OwnPageOffer } from "@/components/feeds/own-page-offer";

it("links to the sign-in page, with the requested mix as the way back", () => {
  const html = renderToStaticMarkup(<OwnPageOffer next="/for-you?trend=0.5&taste=2" />);
  expect(html).toContain('href="/sign-in?next=%2Ffor-you%3Ftrend%3D0.5%26taste%3D2"');
});
