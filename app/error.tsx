"use client";

/** Shown when a page fails unexpectedly; the server logs the reason. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" className="narrow text-center">
      <h1 className="title">Something went wrong on our side</h1>
      <p className="prose-narrow">It has been logged. Trying again may help.</p>
      {error.digest && <p className="hint mt-3">Reference {error.digest}</p>}
      <p className="mt-8">
        <button type="button" onClick={reset} className="btn btn-solid">
          Try again
        </button>
      </p>
    </main>
  );
}
