import { SettingsSection } from "@/components/people/settings-section";

/** A section with links to the settings of the personal page. */
export function OwnPageSection() {
  return (
    <SettingsSection id="own-page" title="Your own page">
      <p className="text-soft">
        <a href="/interests" className="link">
          Your interests
        </a>
        , and{" "}
        <a href="/interests#learning" className="link">
          whether the hub learns from you
        </a>
        ;{" "}
        <a href="/following" className="link">
          what you follow and mute
        </a>
        ;{" "}
        <a href="/mixes" className="link">
          your mixes
        </a>
        ;{" "}
        <a href="/interests#front" className="link">
          which page comes first
        </a>
        ;{" "}
        <a href="/interests#reset" className="link">
          forgetting what was learnt
        </a>
        .
      </p>
    </SettingsSection>
  );
}
