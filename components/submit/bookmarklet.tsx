/** A bookmarklet that submits the current page. It is shown as text to copy, because React blocks `javascript:` links. */
export function Bookmarklet({ hubUrl }: { hubUrl: string }) {
  return (
    <section aria-labelledby="bookmark" className="mt-12 border-t border-line pt-6 text-soft">
      <h2 id="bookmark" className="mb-2 text-xl text-ink">
        From any page
      </h2>
      <p className="mb-4">
        Make a bookmark with this code as its address. Pressed on a paper’s page at arXiv, it brings the paper
        here.
      </p>
      <div className="flex items-start gap-2">
        <pre
          id="bookmarklet"
          // The code scrolls sideways, which must also work with the keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          tabIndex={0}
          className="min-w-0 flex-1 overflow-x-auto rounded-lg border border-line bg-raised px-3 py-2 text-[12.5px]"
        >
          {bookmarkletCode(hubUrl)}
        </pre>
        <button type="button" data-copy="#bookmarklet" data-needs-script className="btn">
          Copy
        </button>
      </div>
    </section>
  );
}

/** The bookmarklet's URL, which opens the submission page with the current page's address. */
export function bookmarkletCode(hubUrl: string): string {
  const submit = `${new URL(hubUrl).href.replace(/\/$/, "")}/submit?url=`.replaceAll("'", "%27");
  return `javascript:location.href='${submit}'+encodeURIComponent(location.href)`;
}
