/** Explains submitting to visitors who are not signed in. */
export function SignInFirst({ href }: { href: string }) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">It joins today’s papers, with your name as the submitter</p>
      <h1 className="title">Submit a paper</h1>
      <div className="prose-narrow">
        <p>
          Paste an arXiv id or the address of a paper. Its title, authors and abstract are fetched from arXiv
          and shown to you; once you confirm, it stands among today’s papers, where everyone can upvote and
          discuss it.
        </p>
        <p>You need an account for this, so that readers see who brought the paper.</p>
      </div>
      <p className="mt-6">
        <a href={href} className="btn btn-solid">
          Sign in to submit
        </a>
      </p>
    </main>
  );
}
