import { ActionForm } from "@/components/action-form";
import { chooseNotificationMail } from "@/lib/web/actions/notifications";
import type { NotificationMail } from "@/prisma/generated/enums";

const words: Record<NotificationMail, string> = {
  daily: "Once a day, together",
  instantly: "Each at once",
  never: "Not at all",
};

/** A form to choose whether and how often notifications are mailed. */
export function MailForm({ mail }: { mail: NotificationMail }) {
  return (
    <section>
      <h2>By mail</h2>
      <p className="mb-3">What you have not read here by then is mailed to you.</p>
      <ActionForm action={chooseNotificationMail} submit="Save" plain>
        <select
          key={mail}
          name="mail"
          defaultValue={mail}
          className="field mb-2"
          aria-label="How you are mailed"
        >
          {Object.entries(words).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </ActionForm>
    </section>
  );
}
