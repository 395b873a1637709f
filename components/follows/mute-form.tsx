import { ActionForm } from "@/components/action-form";
import { MuteFields } from "@/components/follows/mute-fields";
import { mute } from "@/lib/web/actions/follows";

/** Mutes what is typed. */
export function MuteForm() {
  return (
    <>
      <ActionForm action={mute} submit="Mute" plain row>
        <MuteFields />
      </ActionForm>
      <p className="hint mt-2">
        A word or a few in a row, a topic's id such as cs.CL, an author's name as papers are signed, a
        username.
      </p>
    </>
  );
}
