import { addMute } from "@/app/actions/follows";
import { ActionForm } from "@/components/action-form";
import { MuteFields } from "@/components/follows/mute-fields";

/** Mutes what is typed. */
export function MuteForm() {
  return (
    <>
      <ActionForm action={addMute} submit="Mute" plain row>
        <MuteFields />
      </ActionForm>
      <p className="hint mt-2">
        A word or a few in a row, a topic's id such as cs.CL, an author's name as papers are signed, a
        username.
      </p>
    </>
  );
}
