import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { changeProfile } from "@/lib/web/actions/people";

type Props = {
  profile: { name: string | null; bio: string; links: string[]; timeZone: string | null };
  timeZones: string[];
  hubTimeZone: string;
};

/** The form for a profile and time zone. */
export function ProfileForm({ profile, timeZones, hubTimeZone }: Props) {
  const zones = [
    { value: "", label: `The hub's own (${hubTimeZone})` },
    ...timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  ];
  return (
    <ActionForm action={changeProfile} submit="Save" inline>
      <FormField
        name="name"
        label="Name"
        hint="As you sign papers; may stay empty."
        value={profile.name ?? ""}
        maxLength={80}
        autoComplete="name"
      />
      <FormField kind="textarea" name="bio" label="About you" value={profile.bio} rows={4} maxLength={1000} />
      <FormField
        kind="textarea"
        name="links"
        label="Links"
        hint="Up to five, one a line, each beginning with https://"
        value={profile.links.join("\n")}
        rows={3}
        spellCheck={false}
      />
      <FormField
        kind="select"
        name="timeZone"
        label="Time zone"
        value={profile.timeZone ?? ""}
        options={zones}
      />
    </ActionForm>
  );
}
