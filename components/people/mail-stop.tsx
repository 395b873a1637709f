import { ActionForm } from "@/components/action-form";
import { longDayIn } from "@/lib/base/date-words";
import { allowMail } from "@/lib/web/actions/mail";

type Props = {
  stop: { kind: "bounce" | "complaint"; stoppedAt: Date } | null;
  email: string | null;
  timeZone: string;
};

/** Says why mail to the reader's address has stopped, with a way to resume it; empty if it has not. */
export function MailStopNote({ stop, email, timeZone }: Props) {
  if (!stop) return null;
  const day = longDayIn(timeZone, stop.stoppedAt);
  return (
    <section id="no-mail" aria-label="No mail comes to you" className="prose-narrow mb-8">
      <p>
        Digests and notifications have not gone to {email} since {day}:{" "}
        {stop.kind === "bounce"
          ? "your mail server said that there is no such mailbox."
          : "a mail was reported there as unwanted."}{" "}
        Links that sign you in come all the same.
      </p>
      <ActionForm action={allowMail} submit="Send me mail again" plain />
    </section>
  );
}
