import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { Fold } from "@/components/ui/fold";
import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { ClaimRow, Decision } from "@/lib/community/claims/claims";
import { decideClaim } from "@/lib/web/actions/claims";

type Props = { pending: ClaimRow[]; verified: ClaimRow[] };

/** Pending claims to verify or decline, then verified claims, which can still be declined. */
export function ClaimList({ pending, verified }: Props) {
  return (
    <Section
      id="claims"
      title="Claims to papers"
      empty={pending.length + verified.length === 0 && "Nobody claims a paper."}
    >
      {pending.length === 0 && <p className="text-faint">No claim waits.</p>}
      {pending.map((claim) => (
        <Claim key={claim.id} claim={claim} decisions={["verified", "declined"]} />
      ))}
      {verified.length > 0 && (
        <Fold className="mt-4">
          <summary className="link text-soft">Verified lately ({verified.length})</summary>
          {verified.map((claim) => (
            <Claim key={claim.id} claim={claim} decisions={["declined"]} />
          ))}
        </Fold>
      )}
    </Section>
  );
}

const labels: Record<Decision, string> = { verified: "Verify", declined: "Decline" };

function Claim({ claim, decisions }: { claim: ClaimRow; decisions: Decision[] }) {
  return (
    <article className="border-b border-line py-4 last:border-0">
      <p>
        <a href={`/people/${claim.username}`} className="link">
          {claim.username}
        </a>{" "}
        as <b className="font-semibold">{claim.authorName}</b> of{" "}
        <a href={`/papers/${claim.paper.key}`} className="link">
          <TitleText text={claim.paper.title} />
        </a>
        <span className="hint"> · {shortDay(claim.createdAt)}</span>
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        {decisions.map((decision) => (
          <ActionForm
            key={decision}
            action={decideClaim}
            submit={labels[decision]}
            danger={decision === "declined"}
          >
            <input type="hidden" name="id" value={claim.id} />
            <input type="hidden" name="decision" value={decision} />
          </ActionForm>
        ))}
      </div>
    </article>
  );
}
