import { ActionForm } from "@/components/action-form";
import { connect, disconnect } from "@/lib/web/actions/people";

type Way = { id: string; name: string };
type Props = { email: string | null; ways: Way[]; connected: string[] };

/** The viewer's ways to sign in: email address, connected providers, and providers that can be connected. */
export function Connections({ email, ways, connected }: Props) {
  const joined = ways.filter((way) => connected.includes(way.id));
  const open = ways.filter((way) => !connected.includes(way.id));
  return (
    <>
      <p className="mb-4 wrap-anywhere text-soft">
        {email ? `By a link mailed to ${email}.` : "No e-mail address is kept."}
        {joined.length > 0 && ` Connected: ${joined.map((way) => way.name).join(", ")}.`}
      </p>
      {joined.length > 0 && (
        <ul className="mb-5 flex flex-wrap gap-x-6 gap-y-3">
          {joined.map((way) => (
            <li key={way.id}>
              <ActionForm action={disconnect} submit={`Disconnect ${way.name}`} quiet>
                <input type="hidden" name="provider" value={way.id} />
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <ul className="grid gap-3">
          {open.map((way) => (
            <li key={way.id}>
              <ActionForm action={connect} submit={`Connect ${way.name}`} plain wide>
                <input type="hidden" name="provider" value={way.id} />
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
