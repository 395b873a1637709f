import type { Metadata } from "next";
import { DigestLinks } from "@/components/digests/digest-links";
import { DeleteAccount, ExportAccount } from "@/components/people/account-data";
import { ChangeAddress } from "@/components/people/change-address";
import { Connections } from "@/components/people/connections";
import { MailStopNote } from "@/components/people/mail-stop";
import { OwnPageSection } from "@/components/people/own-page-section";
import { ProfileForm } from "@/components/people/profile-form";
import { ProgramLinks } from "@/components/people/program-links";
import { SessionList } from "@/components/people/session-list";
import { SettingsSection } from "@/components/people/settings-section";
import { getSettingsPage } from "@/lib/web/pages/settings";
import { readTyped } from "@/lib/web/typed";
import { getSessionToken, requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

export default async function SettingsPage() {
  const viewer = await requireViewer("/settings");
  const shown = await getSettingsPage(viewer, await getSessionToken());
  const address = await readTyped(viewer, "address");
  const deletion = await readTyped(viewer, "delete");
  const { profile, hubTimeZone } = shown;
  return (
    <main id="main" className="narrow">
      <h1 className="title">Settings</h1>
      <p className="mb-6 text-soft">You are {viewer.username} here.</p>
      {viewer.banned && (
        <p className="error mb-8">
          This account is banned. You can read, change what only you see, export your data and delete the
          account, but change nothing that others see.
        </p>
      )}
      <MailStopNote stop={shown.mailStop} email={profile.email} timeZone={hubTimeZone} />
      <ProfileForm profile={profile} timeZones={shown.timeZones} hubTimeZone={hubTimeZone} />
      <SettingsSection id="ways" title="How you sign in">
        <Connections email={profile.email} ways={shown.ways} connected={shown.connected} />
      </SettingsSection>
      <SettingsSection id="address" title={profile.email ? "Change your address" : "Add an address"}>
        <ChangeAddress waiting={shown.waitingAddress} typed={address.email ?? ""} />
      </SettingsSection>
      <SettingsSection id="sessions" title="Where you are signed in">
        <SessionList sessions={shown.sessions} timeZone={shown.timeZone} />
      </SettingsSection>
      <OwnPageSection />
      <SettingsSection id="mail" title="Papers by mail">
        <DigestLinks />
      </SettingsSection>
      <SettingsSection id="programs" title="Programs">
        <ProgramLinks />
      </SettingsSection>
      <SettingsSection id="export" title="Take your data with you">
        <ExportAccount />
      </SettingsSection>
      <SettingsSection id="delete" title="Delete your account">
        <DeleteAccount
          username={viewer.username}
          banned={viewer.banned}
          typed={deletion.confirmation ?? ""}
        />
      </SettingsSection>
    </main>
  );
}
