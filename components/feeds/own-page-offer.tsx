/** Explains the reader's own page to people who are not signed in. @param next where to go after signing in */
export function OwnPageOffer({ next }: { next: string }) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">for you</p>
      <h1 className="title">A trending page of your own</h1>
      <div className="prose-narrow">
        <p>
          Signed in, you get the day’s papers in an order of your own: what everyone upvotes, drawn towards
          the topics, authors and searches you follow and towards what you like. Under each paper stands why
          it is there, down to the last number, and every number can be changed.
        </p>
        <p>What you like is seen by nobody else, and can be switched off, reset and taken along.</p>
      </div>
      <p className="mt-6 flex flex-wrap gap-3">
        <a href={`/sign-in?next=${encodeURIComponent(next)}`} className="btn btn-solid">
          Sign in
        </a>
        <a href="/" className="btn">
          See what trends with everyone
        </a>
      </p>
    </main>
  );
}
