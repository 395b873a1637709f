import { readFileSync } from "node:fs";

type Action = { id: string; name: string };

/** Every server action of the build. Anybody on the network can call them. */
export function listActions(): Action[] {
  const manifest: {
    node: Record<string, { exportedName: string }>;
  } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return Object.entries(manifest.node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}

type Call = {
  action: Action;
  page: string;
  fields: Record<string, string>;
  headers?: Record<string, string>;
};

/** Actions that take only the form, without the state that React sends before it. */
const actionsWithoutState = new Set(["setUpvote", "setSave", "setFollow", "setMute", "setSignal"]);

/**
 * Calls an action as React does in the browser: with the form's last state and the form as arguments. Next finds the fields of
 * the form `$K1` by the prefix `_1_`; with any other prefix the form would arrive empty, and every action would refuse it.
 */
export function callAction({ action, page, fields, headers = {} }: Call): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value);
  body.append("0", actionsWithoutState.has(action.name) ? '["$K1"]' : '[null,"$K1"]');
  return post(page, body, { "Next-Action": action.id, ...headers });
}

/** Posts a body to a page as the call of an action. */
export function post(page: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
  const url = `${process.env.TEST_HUB}${page}`;
  return fetch(url, { method: "POST", body, headers, redirect: "manual" });
}

/** Valid fields for every action, so that an action can refuse only because of who calls it. */
export function victimFields(victim: { username: string; email: string }, ids: Ids): Record<string, string> {
  return {
    key: ids.key,
    want: "upvote",
    body: "An attack.",
    author: "Ada Example",
    on: "yes",
    title: "A title that an attack wrote",
    abstract: "An abstract that an attack wrote.",
    topics: "cs.CL",
    kind: "topic",
    ref: "cs.CL",
    label: "A name that an attack gave",
    organization: "A name that an attack gave",
    codeUrl: "https://example.org/attack",
    projectUrl: "https://example.org/attack",
    username: victim.username,
    role: "admin",
    decision: ids.action === "decideSubmission" ? "approved" : "verified",
    confirmation: victim.username,
    id: String(ids.id),
    delivery: String(ids.delivery ?? 0),
    ...(ids.action === "setLink" && { kind: "code", url: "https://example.org/attack" }),
  };
}

type Ids = { key: string; id: number; action: string; delivery?: number };
