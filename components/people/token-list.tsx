import { ActionForm } from "@/components/action-form";
import { shortDayIn } from "@/lib/base/date-words";
import { revokeToken } from "@/lib/web/actions/tokens";

type Token = {
  id: number;
  name: string;
  ending: string;
  scope: "read" | "write";
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};
type Props = { tokens: Token[]; timeZone: string; now: Date };

/** The viewer's tokens, each with a button to revoke it. */
export function TokenList({ tokens, timeZone, now }: Props) {
  if (tokens.length === 0) return <p className="text-soft">You have no tokens yet.</p>;
  return (
    <ul>
      {tokens.map((token) => (
        <li key={token.id} className="flex items-baseline gap-4 border-b border-line py-3">
          <span className="min-w-0 grow">
            {token.name} <code className="text-soft">…{token.ending}</code>
            <span className="hint block">{tokenWords(token, timeZone, now)}</span>
          </span>
          <ActionForm action={revokeToken} submit="Revoke" quiet>
            <input type="hidden" name="id" value={token.id} />
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}

/** The scope, dates and last use of a token, in one line. */
export function tokenWords(
  { scope, createdAt, expiresAt, lastUsedAt }: Token,
  timeZone: string,
  now: Date,
): string {
  const end = expiresAt && `${expiresAt > now ? "ends" : "ended"} ${shortDayIn(timeZone, expiresAt)}`;
  return [
    scope === "read" ? "reads" : "reads and writes",
    `made ${shortDayIn(timeZone, createdAt)}`,
    end ?? "no end",
    lastUsedAt ? `last used ${shortDayIn(timeZone, lastUsedAt)}` : "never used",
  ].join(" · ");
}
