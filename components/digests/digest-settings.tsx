import { ActionForm } from "@/components/action-form";
import { BudgetRows } from "@/components/digests/budget-rows";
import { NextMail } from "@/components/digests/next-mail";
import { ScheduleFields } from "@/components/digests/schedule-fields";
import { scheduleWords } from "@/components/digests/schedule-words";
import type { OneDigestSettings } from "@/lib/digests/settings";
import {
  changeDigestSubscription,
  createDigestSubscription,
  stopDigestSubscription,
} from "@/lib/web/actions/digests";

type Props = OneDigestSettings & {
  timeZones: string[];
  /** Whether the viewer has just subscribed: `now`, or `before` if the subscription existed already. Otherwise empty. */
  made: string;
};

/** The settings of one subscription: feed, schedule, number of papers and budgets, and a button to stop it. */
export function DigestSettings({ subscription, feeds, budgetChoices, timeZones, made }: Props) {
  const { id, title, email, feed, stoppedAt } = subscription;
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings/digests">Papers by mail</a>
      </p>
      <h1 className="title">{title}</h1>
      <p className="mb-8 text-soft">
        {!stoppedAt && madeWords(made)}
        {stoppedAt
          ? `It came to ${email} and was stopped.`
          : `It comes to ${email}, ${scheduleWords(subscription)}.`}
        <NextMail {...subscription} />{" "}
        <a href={`/digests/preview?of=${id}`} className="link">
          {stoppedAt ? "Preview" : "See it as it would come now"}
        </a>
      </p>
      {stoppedAt ? (
        <ActionForm action={createDigestSubscription} submit="Get it again">
          <input type="hidden" name="feed" value={feed} />
        </ActionForm>
      ) : (
        <>
          <ActionForm action={changeDigestSubscription} submit="Save" inline>
            <input type="hidden" name="id" value={id} />
            <ScheduleFields schedule={subscription} timeZones={timeZones} feeds={feeds} />
            <BudgetRows choices={budgetChoices} budgets={subscription.budgets} />
          </ActionForm>
          <h2 className="mt-10 mb-4 border-t border-line pt-6 text-xl">No more of it?</h2>
          <ActionForm action={stopDigestSubscription} submit="Stop these mails" danger>
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        </>
      )}
    </main>
  );
}

function madeWords(made: string): string {
  if (made === "before") return "You get this list already, and it stays as it was: change it here. ";
  return made && "You are subscribed. ";
}
