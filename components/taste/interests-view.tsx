import { SettingsSection } from "@/components/people/settings-section";
import { FeedbackList } from "@/components/taste/feedback-list";
import { InterestSection } from "@/components/taste/interest-section";
import { LibraryNote } from "@/components/taste/library-note";
import { NewInterest } from "@/components/taste/new-interest";
import { TasteSettings } from "@/components/taste/taste-settings";
import type { InterestsPage } from "@/lib/feeds/taste/interests-page";
import { beingReadWords } from "@/lib/feeds/taste/library-words";

/** Everything that the hub has learnt about a reader, with the forms that change it. */
export function InterestsView({ page }: { page: InterestsPage }) {
  const { interests, liked, signals, imported, beingRead, settings } = page;
  const active = interests.filter(({ paused }) => !paused);
  const total = active.reduce((sum, { count }) => sum + count, 0) || 1;
  return (
    <main id="main" className="narrow">
      <p className="kicker">only you see this page</p>
      <h1 className="title">Your interests</h1>
      <p className="mb-8 text-soft">
        Papers you like that are near each other in meaning make an interest, named by the words that set them
        apart. Each lifts new papers like its own on{" "}
        <a href="/for-you" className="link">
          your page
        </a>
        . Those found by the hub are suggestions: they are sorted anew as you go on reading, until you change
        one; then it stays as you made it.
      </p>
      {beingRead > 0 && (
        <p className="mb-8 text-soft" role="status">
          {beingReadWords(beingRead)} They count in your interests soon.
        </p>
      )}
      {interests.length === 0 && <NoInterests learns={settings.learns} />}
      {interests.map((interest) => (
        <InterestSection
          key={interest.id}
          interest={interest}
          others={interests.filter(({ id }) => id !== interest.id)}
          share={interest.count / total}
        />
      ))}
      <NewInterest liked={liked} />
      <FeedbackList signals={signals} />
      <SettingsSection id="library" title="Imported papers">
        <LibraryNote count={imported} beingRead={0} />
        {imported === 0 && (
          <p className="text-soft">
            None yet.{" "}
            <a href="/first-steps/papers" className="link">
              Import papers you know
            </a>
            : they show best what you like.
          </p>
        )}
      </SettingsSection>
      <TasteSettings settings={settings} />
    </main>
  );
}

function NoInterests({ learns }: { learns: boolean }) {
  return (
    <div className="border-t border-line py-12 text-center text-soft">
      <p className="font-serif text-xl text-ink">No interests yet</p>
      <p className="mt-2">
        {learns ? (
          <>
            <a href="/trending" className="link">
              Upvote a few papers
            </a>{" "}
            or{" "}
            <a href="/first-steps" className="link">
              choose topics and bring papers you like
            </a>
            ; within a minute they show here.
          </>
        ) : (
          "The hub does not learn from you, as you wished."
        )}
      </p>
    </div>
  );
}
