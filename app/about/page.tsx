import type { Metadata } from "next";
import { getConfig } from "@/lib/base/config";

export const metadata: Metadata = { title: "About", alternates: { canonical: "/about" } };

export default function AboutPage() {
  const { HUB_NAME, HUB_CURATORS } = getConfig();
  return (
    <main id="main" className="narrow">
      <h1 className="title">About {HUB_NAME}</h1>
      <div className="prose-narrow">
        <p>
          {HUB_NAME} is a community hub for research papers, kept by {HUB_CURATORS} and everyone who reads
          here. People bring papers, upvote and discuss them; the trending page shows what deserves a look
          today.
        </p>
        <p>
          New papers come from <a href="https://arxiv.org">arXiv</a> on the day they are announced. Anyone
          signed in can <a href="/submit">submit a paper</a> that is missing. The order is no secret:{" "}
          <a href="/about/ranking">how trending works</a>.
        </p>
        <h2>What is kept about you</h2>
        <p>
          No trackers, no advertising, nothing from other sites on these pages.{" "}
          <a href="/about/privacy">Privacy</a> lists everything that the hub keeps about you, for how long,
          and how to delete it.
        </p>
        <h2>Run your own</h2>
        <p>
          {HUB_NAME} is free software under the MIT licence. Two commands set up a hub of your own;{" "}
          <a href="/about/running">running a hub</a> says the rest.
        </p>
      </div>
    </main>
  );
}
