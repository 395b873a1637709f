import { ActionForm } from "@/components/action-form";
import { shortDayIn } from "@/lib/base/date-words";
import type { SessionRow } from "@/lib/people/account/sessions";
import { browserWords } from "@/lib/people/browser";
import { endAllSessions, endOtherSessions, endSession } from "@/lib/web/actions/people";

type Props = { sessions: SessionRow[]; timeZone: string };

/** The viewer's sessions, each with a button to end it. */
export function SessionList({ sessions, timeZone }: Props) {
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <li key={session.id} className="flex items-baseline gap-4 border-b border-line py-3">
            <span className="grow">
              {browserWords(session.userAgent)}
              <span className="hint block">
                {session.current
                  ? "this browser, "
                  : `last used ${shortDayIn(timeZone, session.lastSeenAt)}, `}
                signed in {shortDayIn(timeZone, session.createdAt)}
              </span>
            </span>
            {!session.current && (
              <ActionForm action={endSession} submit="Sign out" quiet>
                <input type="hidden" name="id" value={session.id} />
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-x-6 gap-y-3">
        {sessions.length > 1 && (
          <ActionForm action={endOtherSessions} submit="Sign out everywhere else" quiet />
        )}
        <ActionForm action={endAllSessions} submit="Sign out everywhere" quiet />
      </div>
    </>
  );
}
