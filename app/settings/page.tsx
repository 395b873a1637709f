import type { Metadata } from "next";
import { DigestLinks } from "@/components/digests/digest-links";
import { DeleteAccount, ExportAccount } from "@/components/people/account-data";
import { Connections } from "@/components/people/connections";
import { MailStopNote } from "@/components/people/mail-stop";
import { OwnPageSection } from "@/components/people/own-page-section";
import { ProfileForm } from "@/components/people/profile-form";
import { ProgramLinks } from "@/components/people/program-links";
import { SessionList } from "@/components/people/session-list";
import { SettingsSection } from "@/components/people/settings-section";
import { getConfig } from "@/lib/base/config";
import { findMailStop } from "@/lib/mail/bounces";
import { listConnections } from "@/lib/people/account/connections";
import { findSessionId, listSessions } from "@/lib/people/account/sessions";
import { getProfile } from "@/lib/people/people";
import { listTimeZones } from "@/lib/people/schema";
import { listSignInWays } from "@/lib/web/auth/auth-providers";
import { getSessionToken, requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

export default async function SettingsPage() {
  const viewer = await requireViewer("/settings");
  const [profile, sessions, currentId, connected] = await Promise.all([
    getProfile(viewer),
    listSessions(viewer),
    getSessionToken().then((token) => findSessionId(viewer, token ?? "")),
    listConnections(viewer),
  ]);
  const hubZone = getConfig().HUB_TIME_ZONE;
  return (
    <main id="main" className="narrow">
      <h1 className="title">Settings</h1>
      <p className="mb-6 text-soft">You are {viewer.username} here.</p>
      <MailStopNote stop={await findMailStop(profile.email)} email={profile.email} timeZone={hubZone} />
      <ProfileForm profile={profile} timeZones={listTimeZones()} hubTimeZone={hubZone} />
      <SettingsSection id="ways" title="How you sign in">
        <Connections email={profile.email} ways={listSignInWays()} connected={connected} />
      </SettingsSection>
      <SettingsSection id="sessions" title="Where you are signed in">
        <SessionList sessions={sessions} currentId={currentId} timeZone={profile.timeZone ?? hubZone} />
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
        <DeleteAccount username={viewer.username} />
      </SettingsSection>
    </main>
  );
}
