import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { SettingsSection } from "@/components/people/settings-section";
import { CopyLine } from "@/components/ui/copy-line";
import { Fold } from "@/components/ui/fold";
import { isPlain, mixWords, ownPath } from "@/lib/feeds/for-you/mix";
import type { SavedMix } from "@/lib/feeds/for-you/mixes";
import { feedFile, feedFormats } from "@/lib/programs/formats/formats";
import { deleteMix, renameMix, renewMix, setDefaultMix } from "@/lib/web/actions/mixes";

type Props = { mixes: SavedMix[]; hubUrl: string };

/** A reader's saved mixes, each with its feed and its forms. */
export function MixesView({ mixes, hubUrl }: Props) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/for-you">For you</a>
      </p>
      <h1 className="title">Your mixes</h1>
      <p className="text-soft">
        A mix says how much each part of your own page weighs. Saved under a name, it has an address, a feed
        for your feed reader, and can come by mail.
      </p>
      {mixes.length === 0 && <NoMixes />}
      {mixes.map((mix) => (
        <SettingsSection key={mix.slug} id={mix.slug} title={mix.name}>
          <p className="mb-4 text-soft">
            {isPlain(mix.weights) ? "Every part as it is" : sentence(mixWords(mix.weights))}.{" "}
            <a href={pageOf(mix)} className="link">
              See the page
            </a>
          </p>
          <DefaultChoice mix={mix} />
          <MixFeed mix={mix} hubUrl={hubUrl} />
          <Changes mix={mix} />
        </SettingsSection>
      ))}
    </main>
  );
}

function NoMixes() {
  return (
    <div className="mt-10 border-t border-line py-14 text-center text-soft">
      <p className="font-serif text-xl text-ink">No mix saved yet</p>
      <p className="mt-2">
        Move the sliders beside{" "}
        <a href="/for-you" className="link">
          your own page
        </a>{" "}
        until the list is as you like it, then save them under a name.
      </p>
    </div>
  );
}

/** Whether the mix is the reader's default, and a button that changes that. */
function DefaultChoice({ mix: { slug, isDefault } }: { mix: SavedMix }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {isDefault && <p className="text-accent">Your page begins with this mix.</p>}
      <ActionForm
        action={setDefaultMix}
        submit={isDefault ? "Begin with the plain one again" : "Begin my page with it"}
        plain
      >
        <input type="hidden" name="slug" value={isDefault ? "" : slug} />
      </ActionForm>
    </div>
  );
}

function MixFeed({ mix: { slug, token }, hubUrl }: { mix: SavedMix; hubUrl: string }) {
  const id = `feed-${slug}`;
  return (
    <div className="mt-5">
      <h3 className="label !font-sans">Subscribe</h3>
      <p className="hint mb-2">
        This address is a secret: whoever knows it reads this page of yours, without signing in. Give it to
        your feed reader alone; a new address ends the old one.
      </p>
      <CopyLine
        id={id}
        value={hubUrl + feedFile(`/mine/${token}`, "atom")}
        className="min-w-0 grow basis-60 break-all text-[13px]"
      />
      <p className="meta">
        {Object.entries(feedFormats).map(([format, { name }]) => (
          <a key={format} href={feedFile(`/mine/${token}`, format as keyof typeof feedFormats)}>
            {name}
          </a>
        ))}
        <a href={`/settings/digests?feed=${encodeURIComponent(ownPath(slug))}`}>By mail</a>
      </p>
    </div>
  );
}

function Changes({ mix: { slug, name } }: { mix: SavedMix }) {
  const which = <input type="hidden" name="slug" value={slug} />;
  return (
    <Fold className="filters mt-4">
      <summary className="text-[14px] text-soft">Rename, renew or remove</summary>
      <div className="pt-4">
        <ActionForm action={renameMix} submit="Rename" inline plain>
          {which}
          <FormField name="name" label="Name" value={name} maxLength={60} autoComplete="off" required />
        </ActionForm>
        <div className="mt-6 flex flex-wrap items-start gap-3">
          <ActionForm action={renewMix} submit="New feed address" plain>
            {which}
          </ActionForm>
          <ActionForm action={deleteMix} submit="Remove this mix" danger>
            {which}
          </ActionForm>
        </div>
        <p className="hint mt-2">A mix that is removed takes its feed with it, and ends its mails.</p>
      </div>
    </Fold>
  );
}

function pageOf({ slug }: SavedMix): string {
  return ownPath(slug);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
