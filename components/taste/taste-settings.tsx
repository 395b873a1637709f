import { ActionForm } from "@/components/action-form";
import { SettingsSection } from "@/components/people/settings-section";
import type { ReaderSettings } from "@/lib/feeds/taste/taste-settings";
import { changeReaderSettings, resetTaste } from "@/lib/web/actions/interests";

/** Says what the hub learns from, with controls to turn learning off, reset it or export the data. */
export function TasteSettings({ settings: { learns, ownPage } }: { settings: ReaderSettings }) {
  return (
    <>
      <SettingsSection id="learning" title="What the hub learns from">
        <p className="mb-4 text-soft">
          From what you upvote and save, from “more like this” and “not for me”, and from papers you brought
          along; older signs fade. It notes which papers your page showed you and which you opened, so that
          they sink. Nobody else sees any of it, and no part of it leaves this hub. What you upvote and save
          also lifts papers, without your name, on pages of readers whose taste is like yours; switched off,
          it does not.
        </p>
        <Switch
          name="learns"
          on={learns}
          is={
            learns
              ? "The hub learns from you."
              : "The hub learns nothing from you; your interests stay as they are."
          }
          does={learns ? "Do not learn from me" : "Learn from me again"}
        />
      </SettingsSection>
      <SettingsSection id="front" title="Your front page">
        <Switch
          name="ownPage"
          on={ownPage}
          is={
            ownPage
              ? "The front page is your own trending page."
              : "The front page is everyone’s trending page."
          }
          does={ownPage ? "Show me everyone’s" : "Show me my own"}
        />
      </SettingsSection>
      <SettingsSection id="reset" title="Begin anew">
        <p className="mb-4 text-soft">
          All interests, what you said about papers and your imported papers are forgotten, and nothing you
          did so far is learnt from. Your upvotes, saved papers, follows and mixes stay.{" "}
          <a href="/settings#export" className="link">
            Take your data along first
          </a>
          .
        </p>
        <ActionForm action={resetTaste} submit="Forget what was learnt" danger>
          <label className="mb-4 flex items-baseline gap-3">
            <input type="checkbox" name="sure" value="yes" required />
            Yes, forget it for good.
          </label>
        </ActionForm>
      </SettingsSection>
    </>
  );
}

type SwitchProps = { name: keyof ReaderSettings; on: boolean; is: string; does: string };

function Switch({ name, on, is, does }: SwitchProps) {
  return (
    <>
      <p className="mb-3">{is}</p>
      <ActionForm action={changeReaderSettings} submit={does} plain>
        <input type="hidden" name={name} value={on ? "no" : "yes"} />
      </ActionForm>
    </>
  );
}
