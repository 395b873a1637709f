import type { Metadata } from "next";
import { NewTokenForm } from "@/components/people/new-token-form";
import { SettingsSection } from "@/components/people/settings-section";
import { TokenList } from "@/components/people/token-list";
import { getTokensPage } from "@/lib/web/pages/settings";
import { readTyped } from "@/lib/web/typed";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Tokens", robots: { index: false } };

export default async function TokensPage() {
  const viewer = await requireViewer("/settings/tokens");
  const { tokens, timeZone } = await getTokensPage(viewer);
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings">Settings</a>
      </p>
      <h1 className="title">Tokens</h1>
      <p className="text-soft">
        With a token a program acts for you: it reads, and if you let it, it upvotes, comments and submits.
        Keep it as you would a password.{" "}
        <a href="/developers" className="link">
          What programs can do
        </a>
        .
      </p>
      <SettingsSection id="new" title="A new token">
        <NewTokenForm typed={await readTyped(viewer, "token")} />
      </SettingsSection>
      <SettingsSection id="tokens" title="Your tokens">
        <TokenList tokens={tokens} timeZone={timeZone} now={new Date()} />
      </SettingsSection>
    </main>
  );
}
