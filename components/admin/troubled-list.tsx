import { ActionForm } from "@/components/action-form";
import type { TroubledDigest } from "@/lib/digests/admin";
import { periodName } from "@/lib/digests/period";
import { awayWords } from "@/lib/queue/span-words";
import { retryDigest, skipDigest } from "@/lib/web/actions/admin";

/** Digests that failed or may not have arrived, each to send again or to let go. */
export function TroubledList({ digests, now }: { digests: TroubledDigest[]; now: Date }) {
  return (
    <ul className="mt-2">
      {digests.map((digest) => (
        <li
          key={digest.id}
          className="flex flex-wrap items-baseline gap-x-5 gap-y-1 border-b border-line py-3 last:border-0"
        >
          <span className="min-w-0 grow basis-64">
            <span className="break-words">{digest.email}</span>
            <span className="hint block">
              {digest.state} · {digest.feed === "/" ? "everyone’s page" : digest.feed} ·{" "}
              {periodName(digest.period)} · due {awayWords(digest.dueAt, now)}
            </span>
            {digest.error && (
              <span className="block text-[13.5px] break-words text-soft">{digest.error}</span>
            )}
          </span>
          <Controls id={digest.id} email={digest.email} />
        </li>
      ))}
    </ul>
  );
}

function Controls({ id, email }: { id: number; email: string }) {
  return (
    <span className="flex gap-5">
      <ActionForm action={retryDigest} submit="Send again" label={`Send again to ${email}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
      <ActionForm action={skipDigest} submit="Skip" label={`Skip the digest to ${email}`} quiet>
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </span>
  );
}
