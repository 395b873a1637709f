import { MuteForm } from "@/components/follows/mute-form";
import { MuteLine } from "@/components/follows/mute-line";
import type { MuteRow } from "@/lib/follows/mutes";
import { maxMutes } from "@/lib/follows/schema";

/** What is muted, with a way to add and to take away. */
export function MuteBox({ mutes }: { mutes: MuteRow[] }) {
  return (
    <section id="muted" aria-labelledby="muted-title" className="border-t border-line py-6">
      <h2 id="muted-title" className="text-[22px]">
        Muted
      </h2>
      <p className="mt-1 mb-4 text-soft">
        Papers of muted topics, authors and people, and those with a muted word in title or abstract, stay off
        your own page and out of your notifications, even where you follow something else of theirs.
        Everyone's pages show them still. Muting what you follow ends the follow, and following what you muted
        ends the mute. At most {maxMutes}.
      </p>
      <ul className="mb-5">
        {mutes.map((row) => (
          <MuteLine key={row.id} row={row} />
        ))}
      </ul>
      <MuteForm />
    </section>
  );
}
