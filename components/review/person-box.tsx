import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { shortDay } from "@/lib/base/date-words";
import type { Person } from "@/lib/people/people";
import { canAdminister, canBan } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { banPerson, giveRole, unbanAddress, unbanPerson } from "@/lib/web/actions/moderation";

type Props = {
  viewer: Viewer;
  name: string;
  person: Person | null;
  /** If the name is a mail address: since when a ban rests on it. */
  bannedSince: Date | null;
  /** The role that was chosen for this person before signing in again. */
  typedRole: string | undefined;
};

/**
 * Finds a person by username, to ban or unban them or to change their role, or the ban of a deleted account by the mail
 * address on which it rests.
 */
export function PersonBox({ viewer, name, person, bannedSince, typedRole }: Props) {
  return (
    <Section id="people" title="People">
      <form action="/review#people" className="flex gap-2">
        <input
          name="person"
          defaultValue={name}
          aria-label="Username, or banned mail address"
          placeholder="username, or banned mail address"
          required
          maxLength={254}
          autoCapitalize="none"
          className="field w-auto! min-w-0 flex-1"
        />
        <button type="submit" className="btn">
          Find
        </button>
      </form>
      {person && <Found viewer={viewer} person={person} typedRole={typedRole} />}
      {bannedSince && <BannedAddress email={name} since={bannedSince} />}
      {name && !person && !bannedSince && (
        <p className="error mt-3">
          {name.includes("@") ? "No ban rests on this address." : "There is nobody of that name here."}
        </p>
      )}
    </Section>
  );
}

function BannedAddress({ email, since }: { email: string; since: Date }) {
  return (
    <div className="mt-5">
      <p className="wrap-anywhere">
        {email}
        <span className="text-accent"> · banned since {shortDay(since)}</span>
      </p>
      <div className="mt-4">
        <ActionForm action={unbanAddress} submit="Readmit">
          <input type="hidden" name="email" value={email} />
        </ActionForm>
        <p className="hint mt-1">All accounts of this ban are readmitted, and a new one can be opened.</p>
      </div>
    </div>
  );
}

type FoundProps = Pick<Props, "viewer" | "typedRole"> & { person: Person };

function Found({ viewer, person, typedRole }: FoundProps) {
  const { username, role, banned, createdAt } = person;
  return (
    <div className="mt-5">
      <p>
        <a href={`/people/${username}`} className="link">
          {username}
        </a>
        , {role}, here since {shortDay(createdAt)}
        {banned && <span className="text-accent"> · banned</span>}
      </p>
      {canBan(viewer, person) && (
        <div className="mt-4">
          <ActionForm
            action={banned ? unbanPerson : banPerson}
            submit={banned ? "Readmit" : "Ban"}
            danger={!banned}
          >
            <input type="hidden" name="username" value={username} />
          </ActionForm>
          <p className="hint mt-1">
            {banned
              ? "Their votes count again."
              : "They can no longer change what others see, and their votes stop counting at once. The ban outlives the account."}
          </p>
        </div>
      )}
      {canAdminister(viewer) && <RoleForm person={person} typed={typedRole} />}
    </div>
  );
}

function RoleForm({ person: { username, role }, typed }: { person: Person; typed: string | undefined }) {
  return (
    <div className="mt-5">
      <ActionForm action={giveRole} submit="Give this role">
        <input type="hidden" name="username" value={username} />
        <label className="label" htmlFor="role">
          Role
        </label>
        <select id="role" name="role" defaultValue={typed ?? role} className="field mb-3">
          <option>member</option>
          <option>curator</option>
          <option>moderator</option>
          <option>admin</option>
        </select>
      </ActionForm>
    </div>
  );
}
