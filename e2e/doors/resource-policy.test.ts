import { readdirSync } from "node:fs";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "vitest";
import { setResourcePolicy, setSecurityHeaders } from "@/lib/server/front/security-headers";

/** The folders of app/ whose answers pages of other sites may embed. Every other address is for the hub's own pages. */
const open = new Set(
  `.well-known/[...path] .well-known/openapi.json api/[[...path]] api/arxiv/[...path] api/daily_papers api/mail-events api/papers api/papers/[...path] api/papers/index
  api/papers/search api/papers/submit api/settings/papers/claim api/v1/[...path] api/users/[name]/overview api/v1/openapi.json api/whoami-v2 avatars/[name]
  badges/[...id] feeds/[...address] files/[...path] mcp oai oembed og/[...id]`.split(/\s+/),
);

const found = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(route|page)\.tsx?$/.test(file))
  .map((file) => file.replace(/\/?(route|page)\.tsx?$/, ""));

function policyOf(url: string, headers: Record<string, string> = {}): unknown {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: "GET", url, headers });
  const response = new ServerResponse(request);
  setSecurityHeaders(response);
  setResourcePolicy(request, response);
  return response.getHeader("cross-origin-resource-policy");
}

const addressOf = (folder: string) => `/${folder.replace(/\[+(\.{3})?\w+\]+/g, "x")}`;

it("every open address is in the app", () => {
  expect([...open].filter((folder) => !found.includes(folder))).toEqual([]);
});

it.each(found)("app/%s may be embedded only if it is open", (folder) => {
  for (const query of ["", "?x=1"])
    expect(policyOf(addressOf(folder) + query)).toBe(open.has(folder) ? "cross-origin" : "same-origin");
});

it("an answer that may be meant for one reader is private", () => {
  expect(policyOf("/api/v1/me", { cookie: "next-auth.session-token=x" })).toBe("same-origin");
  expect(policyOf("/api/v1/me", { authorization: "Bearer qr_x" })).toBe("same-origin");
  expect(policyOf("/feeds/mine/secret.atom")).toBe("same-origin");
  expect(policyOf("/feeds/mine-field.atom")).toBe("cross-origin");
});
