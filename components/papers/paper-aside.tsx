import type { ReactNode } from "react";
import { BadgeBox } from "@/components/papers/badge-box";
import { OrganizationLink } from "@/components/papers/organization-link";
import { VoteChart } from "@/components/papers/vote-chart";
import { dayWords, shortDay } from "@/lib/base/date-words";
import { counted, ordinal } from "@/lib/base/text";
import { isoDay } from "@/lib/base/time";
import { announcedDay } from "@/lib/papers/announced-day";
import { heatInVotes } from "@/lib/papers/heat";
import { topicName } from "@/lib/papers/topics/topics";
import type { PaperPage } from "@/lib/web/pages/paper";

type Props = { page: Pick<PaperPage, "paper" | "votes" | "place" | "today" | "now">; hubUrl: string };

/** The side column of a paper's page: rank, votes, topics, dates and badge. */
export function PaperAside({ page, hubUrl }: Props) {
  const { paper, votes, place, today, now } = page;
  const day = isoDay(paper.day);
  const announced = announcedDay(paper);
  return (
    <aside className="rail">
      <section>
        <h2>
          {ordinal(place.place)} of {place.of} on its day
        </h2>
        <p className="mb-4">
          {counted(paper.upvotes, "upvote")}
          {paper.commentCount > 0 && " and the discussion"}, worth {formatWorth(heatInVotes(paper.heat, now))}{" "}
          cast now.{" "}
          <a href="/about/ranking" className="link">
            Why?
          </a>
        </p>
        <VoteChart votes={votes} from={day} until={today} />
      </section>
      {paper.topics.length > 0 && <Topics topics={paper.topics} />}
      <section>
        <h2>Dates</h2>
        <dl>
          <Fact name={paper.submittedAt ? "Submitted" : "Announced here"}>{dayWords(day, today)}</Fact>
          {announced !== day && <Fact name="Announced">{shortDay(announced)}</Fact>}
          {paper.submitter?.username && (
            <Fact name="Submitted by">
              <a href={`/people/${paper.submitter.username}`} className="link">
                {paper.submitter.username}
              </a>
            </Fact>
          )}
          {paper.versions.length > 0 ? (
            paper.versions.map(({ version, at }) => (
              <Fact key={version} name={`Version ${version}`}>
                {shortDay(at)}
              </Fact>
            ))
          ) : (
            <Fact name="First version">{shortDay(paper.publishedAt)}</Fact>
          )}
          {paper.journalRef && <Fact name="Journal">{paper.journalRef}</Fact>}
          {paper.organization && (
            <Fact name="Organisation">
              <OrganizationLink {...paper} className="link" />
            </Fact>
          )}
          {paper.licence && <Fact name="Licence">{paper.licence.replace(/^https?:\/\/(www\.)?/, "")}</Fact>}
        </dl>
      </section>
      <BadgeBox paperKey={paper.key} hubUrl={hubUrl} />
    </aside>
  );
}

function Topics({ topics }: { topics: string[] }) {
  return (
    <section>
      <h2>Topics</h2>
      <ul>
        {topics.map((topic) => (
          <li key={topic} className="flex justify-between gap-3 py-1">
            <a href={`/topics/${topic}`}>{topicName(topic)}</a>
            <span className="whitespace-nowrap text-faint">{topic}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-1">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

function formatWorth(votes: number): string {
  if (votes < 0.1) return "less than a tenth of a vote";
  const rounded = votes < 10 ? Math.round(votes * 10) / 10 : Math.round(votes);
  return counted(rounded, "vote");
}
