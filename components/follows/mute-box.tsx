import { addMute, endMute } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { subjectAddress } from "@/lib/follows/addresses";
import type { MuteRow } from "@/lib/follows/mutes";
import { mostMutes } from "@/lib/follows/schema";

const kindNames = { word: "Word", topic: "Topic", author: "Author", person: "Person" } as const;

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
        Everyone's pages show them still. At most {mostMutes}.
      </p>
      <ul className="mb-5">
        {mutes.map((row) => (
          <Line key={row.id} {...row} />
        ))}
      </ul>
      <ActionForm action={addMute} submit="Mute" plain>
        <div className="mb-2 flex flex-wrap gap-2">
          <select name="kind" className="field !w-auto" aria-label="What kind">
            {Object.entries(kindNames).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
          <input
            name="ref"
            required
            maxLength={200}
            className="field !w-auto flex-1"
            placeholder="large language model"
            aria-label="What to mute: a word or a few in a row, a topic's id such as cs.CL, an author's name, a username"
          />
        </div>
      </ActionForm>
      <p className="hint mt-2">
        A word or a few in a row, a topic's id such as cs.CL, an author's name as papers are signed, a
        username.
      </p>
    </section>
  );
}

function Line({ id, kind, ref, label }: MuteRow) {
  const href = subjectAddress(kind, ref);
  return (
    <li className="flex items-baseline justify-between gap-4 py-1.5">
      <span>
        {href ? <a href={href}>{label}</a> : `“${label}”`}{" "}
        <span className="text-[13px] text-faint">{kindNames[kind].toLowerCase()}</span>
      </span>
      <div className="text-[13px] text-soft">
        <ActionForm action={endMute} submit="Unmute" label={`Unmute ${label}`} quiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </li>
  );
}
