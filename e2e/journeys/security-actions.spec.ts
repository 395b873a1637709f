import { callAction, listActions, post, victimFields } from "@/e2e/support/attacks";
import { addPerson, addSession, expect, sessionCookie, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

/** Actions that signed-out people may call: signing in, choosing a username, subscribing, and the forms that links in mails lead to. */
const open = new Set([
  "signInByMail",
  "signInWith",
  "confirmSignIn",
  "confirmAddressChange",
  "chooseUsername",
  "requestSubscription",
  "confirmSubscription",
  "stopSubscription",
  "stopNotificationMail",
  "changeSubscription",
]);

/** Actions that a member may not use on another person's data, or on a paper. */
const guarded = new Set(
  `deleteComment endSession deleteAccount featurePaper unfeaturePaper changePaper setLink removeLink setOrganization hidePaper unhidePaper decideSubmission
  decideClaim banPerson unbanPerson giveRole setWebhook deleteWebhook testWebhook redeliver renameFollow unfollow unmute
  retryJob forgetJob retryDigest skipDigest retryDigests`.split(/\s+/),
);

const key = seeded.guarded.key;
const actions = listActions();

type Query = <T = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<T[]>;

/** Adds a person with a session, a comment, a claim and more on a paper. @returns the person, and `look`, which reads all of it */
async function addVictim(query: Query, key: string = seeded.guarded.key) {
  const person = await addPerson(query);
  await addSession(query, person.id);
  const [paper] = await query<{ id: number }>("SELECT id FROM papers WHERE key = $1", [key]);
  const values = [paper?.id, person.id];
  const [comment] = await query<{ id: number }>(
    "INSERT INTO comments (paper_id, user_id, body) VALUES ($1, $2, 'Mine.') RETURNING id",
    values,
  );
  const [claim] = await query<{ id: number }>(
    "INSERT INTO claims (paper_id, user_id, author_name) VALUES ($1, $2, 'Ada Example') RETURNING id",
    values,
  );
  const [webhook] = await query<{ id: number }>(
    `INSERT INTO webhooks (user_id, url, event, secret, disabled_at, disabled_by)
     VALUES ($1, 'https://example.org/', 'comment', 's', now(), 'owner') RETURNING id`,
    [person.id],
  );
  const follows = [person.id, "topic", "cs.LG", "Machine Learning"];
  const [follow] = await query<{ id: number }>(
    "INSERT INTO follows (user_id, kind, ref, label) VALUES ($1, $2, $3, $4) RETURNING id",
    follows,
  );
  const [mute] = await query<{ id: number }>(
    "INSERT INTO mutes (user_id, kind, ref, label) VALUES ($1, $2, $3, $4) RETURNING id",
    follows,
  );
  const [session] = await query<{ id: number }>("SELECT id FROM sessions WHERE user_id = $1", [person.id]);
  // The worker sets the text of a comment as HTML when it comes to it, whoever calls what.
  const look = () =>
    query(
      `SELECT u.role, u.banned_at, p.title, p.abstract, p.status, p.featured_at, p.code_url, p.organization, p.topics,
         (SELECT count(*) FROM sessions WHERE user_id = u.id) AS sessions,
         (SELECT count(*) FROM votes WHERE user_id = u.id) AS votes,
         (SELECT json_agg(to_jsonb(c) - '{html,parts,renderer,size}'::text[]) FROM comments c WHERE user_id = u.id) AS comments,
         (SELECT json_agg(c) FROM claims c WHERE user_id = u.id) AS claims,
         (SELECT json_agg(w) FROM webhooks w WHERE user_id = u.id) AS webhooks,
         (SELECT json_agg(f) FROM follows f WHERE user_id = u.id) AS follows,
         (SELECT json_agg(m) FROM mutes m WHERE user_id = u.id) AS mutes
       FROM users u, papers p WHERE u.id = $1 AND p.key = $2`,
      [person.id, key],
    );
  const ids = {
    deleteComment: comment?.id,
    decideClaim: claim?.id,
    endSession: session?.id,
    setWebhook: webhook?.id,
    deleteWebhook: webhook?.id,
    testWebhook: webhook?.id,
    renameFollow: follow?.id,
    unfollow: follow?.id,
    unmute: mute?.id,
  };
  return { ...person, look, ids };
}

test("every action named in these tests is in the build", () => {
  const names = new Set(actions.map(({ name }) => name));
  expect([...open, ...guarded].filter((name) => !names.has(name))).toEqual([]);
});

let papers = 0;

/** Adds a paper that no other test uses. @returns its key */
async function addPaper(query: Query): Promise<string> {
  const own = `q-guarded-${++papers}`;
  await query(
    `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day, source, heat)
     VALUES ($1, 'A paper to be changed', 'apapertobechanged', 'An abstract.', '{Ada Example}', '{ada-example}', '{cs.CL}',
       '2024-01-01', '2024-01-01', '2024-01-01', 'import', 0)`,
    [own],
  );
  return own;
}

/** Whose calls of a guarded action change something: the tests that others cannot do so rely on the very same calls. */
const mayCall = {
  owner: ["deleteComment", "endSession", "setWebhook", "deleteWebhook", "renameFollow", "unfollow", "unmute"],
  admin: [
    "deleteComment",
    "decideClaim",
    "featurePaper",
    "changePaper",
    "setLink",
    "setOrganization",
    "hidePaper",
    "banPerson",
    "giveRole",
  ],
} as const;

for (const [role, names] of Object.entries(mayCall))
  test(`the ${role} can call the actions that are guarded against others`, async ({ query }) => {
    for (const name of names) {
      const own = await addPaper(query);
      const victim = await addVictim(query, own);
      const id = victim.ids[name as keyof typeof victim.ids] ?? 0;
      const caller = role === "owner" ? victim : await addPerson(query, { role: "admin" });
      const token = await addSession(query, caller.id);
      const before = await victim.look();
      const action = actions.find((one) => one.name === name);
      if (!action) throw new Error(`${name} is not in the build`);
      await callAction({
        action,
        page: `/papers/${own}`,
        fields: victimFields(victim, { key: own, id, action: name }),
        headers: { Cookie: `${sessionCookie}=${token}` },
      });
      expect(await victim.look(), name).not.toEqual(before);
    }
  });

test("signed out, every action except the open ones redirects to the sign-in page and changes nothing", async ({
  query,
}) => {
  const victim = await addVictim(query);
  const before = await victim.look();
  for (const action of actions.filter(({ name }) => !open.has(name))) {
    const id = victim.ids[action.name as keyof typeof victim.ids] ?? 0;
    const fields = victimFields(victim, { key, id, action: action.name });
    const response = await callAction({ action, page: `/papers/${key}`, fields });
    expect(response.status, action.name).toBeLessThan(500);
    expect(response.headers.get("x-action-redirect") ?? "", action.name).toMatch(/^\/sign-in/);
  }
  expect(await victim.look()).toEqual(before);
});

test("another member cannot change a person's data or a paper", async ({ query }) => {
  const victim = await addVictim(query);
  const before = await victim.look();
  const token = await addSession(query, (await addPerson(query)).id);
  for (const action of actions.filter(({ name }) => guarded.has(name))) {
    const id = victim.ids[action.name as keyof typeof victim.ids] ?? 0;
    const response = await callAction({
      action,
      page: `/papers/${key}`,
      fields: victimFields(victim, { key, id, action: action.name }),
      headers: { Cookie: `${sessionCookie}=${token}` },
    });
    expect(response.status, action.name).toBeLessThan(500);
    expect(await response.text(), action.name).not.toContain('"digest"');
  }
  expect(await victim.look()).toEqual(before);
});

test("no action succeeds from another site's page, even with the person's cookie", async ({ query }) => {
  const victim = await addVictim(query);
  const Cookie = `${sessionCookie}=${await addSession(query, victim.id)}`;
  const before = await victim.look();
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ] as Record<string, string>[])
    for (const action of actions) {
      const id = victim.ids[action.name as keyof typeof victim.ids] ?? 0;
      const fields = {
        ...victimFields(victim, { key, id, action: action.name }),
        email: victim.email,
        username: "taken-over",
      };
      const response = await callAction({
        action,
        page: `/papers/${key}`,
        fields,
        headers: { Cookie, ...headers },
      });
      expect(response.status, action.name).toBeLessThan(500);
    }
  expect(await victim.look()).toEqual(before);
});

test("malformed and oversized calls get a 4xx status", async () => {
  const [action] = actions.filter(({ name }) => name === "addComment");
  const headers = { "Next-Action": action?.id ?? "" };
  const large = new FormData();
  large.append("_1_key", key);
  large.append("_1_body", "a".repeat(400_000));
  large.append("0", '[null,"$K1"]');
  expect((await post("/", large, headers)).status).toBe(413);
  expect((await post("/", large, {})).status).toBe(413);
  for (const first of ["garbage", "[]", "[null,5]", '[null,"$K9"]', '["$F1"]', ""]) {
    const body = new FormData();
    body.append("0", first);
    expect((await post("/", body, headers)).status, first).toBeLessThan(500);
  }
  // Next answers 409 for an action of another build.
  for (const id of ["00", "x".repeat(5000), "40".padEnd(42, "a")])
    expect([400, 404, 409]).toContain((await post("/", new FormData(), { "Next-Action": id })).status);
});
