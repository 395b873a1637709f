import { addMute } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { muteKindNames } from "@/components/follows/mute-kinds";

/** Mutes what is typed. */
export function MuteForm() {
  return (
    <>
      <ActionForm action={addMute} submit="Mute" plain row>
        <select name="kind" className="field !w-auto" aria-label="What kind">
          {Object.entries(muteKindNames).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
        <input
          name="ref"
          required
          maxLength={200}
          className="field !w-auto min-w-0 flex-1 basis-36"
          placeholder="large language model"
          aria-label="What to mute: a word or a few in a row, a topic's id such as cs.CL, an author's name, a username"
        />
      </ActionForm>
      <p className="hint mt-2">
        A word or a few in a row, a topic's id such as cs.CL, an author's name as papers are signed, a
        username.
      </p>
    </>
  );
}
