import { cadenceChoices } from "@/components/digests/schedule-words";
import { FormField } from "@/components/people/form-field";
import type { FeedChoice } from "@/lib/digests/feeds";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

type Props = {
  schedule: Schedule & { feed: string; title: string };
  timeZones: string[];
  /** The feeds to choose from. The current one is added if it is not among them. */
  feeds: FeedChoice[];
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (label, i) => ({
    value: String(i + 1),
    label,
  }),
);
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** Form fields for the feed, the schedule and the maximum number of papers of a subscription. */
export function ScheduleFields({ schedule, timeZones, feeds }: Props) {
  const offered = feeds.some(({ value }) => value === schedule.feed);
  const options = offered ? feeds : [{ value: schedule.feed, label: schedule.title }, ...feeds];
  return (
    <>
      <FormField kind="select" name="feed" label="List" value={schedule.feed} options={options} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <FormField
          kind="select"
          name="cadence"
          label="How often"
          value={schedule.cadence}
          options={cadenceChoices}
        />
        <FormField
          kind="select"
          name="weekday"
          label="If once a week, on"
          value={String(schedule.weekday)}
          options={weekdays}
        />
        <FormField kind="select" name="hour" label="At" value={String(schedule.hour)} options={hours} />
        <FormField
          kind="select"
          name="timeZone"
          label="In the time zone"
          value={schedule.timeZone}
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
      </div>
      <FormField
        name="most"
        label="At most so many papers in a mail"
        type="number"
        min={1}
        max={30}
        required
        value={String(schedule.most)}
      />
    </>
  );
}
