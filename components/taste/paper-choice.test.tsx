import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FeedbackList } from "@/components/taste/feedback-list";
import { InterestPapers } from "@/components/taste/interest-papers";
import { LibraryView } from "@/components/taste/library-view";

const title = "UniD$^3$: Graphs";

it("renders math in the titles of an interest's papers, of papers to choose, of feedback and of imported papers", () => {
  const interest = { id: 1, name: "Graphs", provisional: false, kept: false, paused: false, count: 1 };
  const papers = [{ key: "2501.00001", title, kept: false }];
  const list = renderToStaticMarkup(<InterestPapers interest={{ ...interest, papers }} others={[]} />);
  expect(list.match(/<math/g)).toHaveLength(2);
  const said = { key: "2501.00001", title, kind: "more" as const, why: null, givenAt: new Date(0) };
  expect(renderToStaticMarkup(<FeedbackList signals={[said]} />)).toContain("<math");
  const row = {
    id: "2501.00001",
    title,
    state: "held" as const,
    here: true,
    learnt: true,
    importedAt: new Date(0),
  };
  const page = { count: 1, rows: [row], next: null };
  expect(renderToStaticMarkup(<LibraryView page={page} further={false} />)).toContain("<math");
});
