"use client";

import { useState } from "react";
import { Fold } from "@/components/ui/fold";

type PickedTopic = { id: string; name: string; followed: boolean; example?: string };
type PickedGroup = { id: string; name: string; topics: PickedTopic[] };

/** All topics by group, with checkboxes; with JavaScript they can be filtered by a word. */
export function TopicPicker({ groups }: { groups: PickedGroup[] }) {
  const [words, setWords] = useState("");
  const wanted = words.toLowerCase().trim();
  const fits = ({ id, name }: PickedTopic) => `${id} ${name}`.toLowerCase().includes(wanted);
  const found = groups.some(({ topics }) => topics.some(fits));
  return (
    <>
      <input
        type="search"
        data-needs-script
        className="field mb-4"
        placeholder="Look for a topic: robotics, cs.CL, statistics …"
        aria-label="Look for a topic"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        // Enter in the filter field would submit the form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      {!found && <p className="mb-6 text-soft">No topic of arXiv's is called that.</p>}
      {groups.map((group, i) => (
        <Fold
          key={group.id}
          className="filters border-t border-line py-4"
          hidden={!group.topics.some(fits)}
          open={wanted !== "" || i === 0 || group.topics.some(({ followed }) => followed)}
        >
          <summary className="font-serif text-[20px] font-semibold">{group.name}</summary>
          <ul className="mt-3 grid gap-x-10 gap-y-3 sm:grid-cols-2">
            {group.topics.map((topic) => (
              <TopicBox key={topic.id} topic={topic} hidden={!fits(topic)} />
            ))}
          </ul>
        </Fold>
      ))}
    </>
  );
}

function TopicBox({ topic, hidden }: { topic: PickedTopic; hidden: boolean }) {
  return (
    <li hidden={hidden} className="min-w-0">
      <label className="flex items-baseline gap-3">
        <input type="checkbox" name="topics[]" value={topic.id} defaultChecked={topic.followed} />
        <span className="min-w-0">
          {topic.name} <span className="text-[13px] text-faint">{topic.id}</span>
          {topic.example && (
            <span className="block truncate font-serif text-[14px] text-soft">{topic.example}</span>
          )}
        </span>
      </label>
    </li>
  );
}
