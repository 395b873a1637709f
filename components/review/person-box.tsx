import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { shortDay } from "@/lib/base/date-words";
import type { Person } from "@/lib/people/people";
import { canAdminister, canBan } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { banPerson, giveRole, unbanPerson } from "@/lib/web/actions/moderation";

type Props = { viewer: Viewer; name: string; person: Person | null };

/** Finds a person by username, to ban or unban them or to change their role. */
export function PersonBox({ viewer, name, person }: Props) {
  return (
    <Section id="people" title="People">
      <form action="/review#people" className="flex gap-2">
        <input
          name="person"
          defaultValue={name}
          aria-label="Username"
          placeholder="username"
          required
          maxLength={60}
          autoCapitalize="none"
          className="field w-auto! min-w-0 flex-1"
        />
        <button type="submit" className="btn">
          Find
        </button>
      </form>
      {person && <Found viewer={viewer} person={person} />}
      {name && !person && <p className="error mt-3">There is nobody of that name here.</p>}
    </Section>
  );
}

function Found({ viewer, person }: { viewer: Viewer; person: Person }) {
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
              : "They can no longer write, and their votes stop counting at once."}
          </p>
        </div>
      )}
      {canAdminister(viewer) && <RoleForm person={person} />}
    </div>
  );
}

function RoleForm({ person: { username, role } }: { person: Person }) {
  return (
    <div className="mt-5">
      <ActionForm action={giveRole} submit="Give this role">
        <input type="hidden" name="username" value={username} />
        <label className="label" htmlFor="role">
          Role
        </label>
        <select id="role" name="role" defaultValue={role} className="field mb-3">
          <option>member</option>
          <option>curator</option>
          <option>moderator</option>
          <option>admin</option>
        </select>
      </ActionForm>
    </div>
  );
}
