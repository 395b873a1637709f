import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="narrow text-center">
      <p className="kicker">404</p>
      <h1 className="title">There is nothing at this address</h1>
      <p className="prose-narrow">The paper may not be here yet, or the address has a slip in it.</p>
      <p className="mt-8 flex flex-wrap justify-center gap-3">
        <a href="/" className="btn btn-solid">
          Trending papers
        </a>
        <a href="/search" className="btn">
          Search
        </a>
        <a href="/submit" className="btn">
          Submit a paper
        </a>
      </p>
    </main>
  );
}
