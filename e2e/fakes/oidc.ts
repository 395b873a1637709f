import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

export type FakeProvider = {
  /** For OIDC_ISSUER, with `clientId` and `clientSecret` beside it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  close: () => Promise<void>;
};

const client = { clientId: "quire", clientSecret: "a secret that only this fake provider knows" };

/**
 * Starts a real OpenID Connect provider on the loopback address. Its one page has a field for a name and a button. The
 * name decides who signs in: `ada` is ada@example.org, verified unless the name ends in `-unverified`.
 * @param hubUrl the hub's address, for the redirect after sign-in
 */
export async function startOidcProvider(hubUrl: string, port = 0): Promise<FakeProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configuration(`${hubUrl}/api/auth/callback/oidc`));
  serve(server, provider);
  return {
    issuer,
    ...client,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function configuration(redirectUri: string): Configuration {
  return {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/choose/${interaction.uid}` },
    cookies: { keys: ["only for tests"] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
  };
}

function claimsOf(sub: string) {
  const name = sub.charAt(0).toUpperCase() + sub.slice(1);
  return { sub, name, email: `${sub}@example.org`, email_verified: !sub.endsWith("-unverified") };
}

function serve(server: Server, provider: Provider): void {
  const callback = provider.callback();
  server.on("request", async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (!pathname.startsWith("/choose/")) return callback(request, response);
    const name = searchParams.get("name");
    if (name === null) {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      return response.end(page);
    }
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: name, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const result = { login: { accountId: name }, consent: { grantId: await grant.save() } };
    await provider.interactionFinished(request, response, result);
  });
}

const page = `<!doctype html><title>Fake provider</title><h1>Who are you?</h1>
<form><label>Name <input name="name" value="ada"></label> <button>Continue</button></form>`;
