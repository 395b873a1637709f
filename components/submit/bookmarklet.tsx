type Props = { hubUrl: string; hubName: string };

/** A bookmark that submits the page one is on. */
export function Bookmarklet({ hubUrl, hubName }: Props) {
  const code = bookmarkletCode(hubUrl);
  return (
    <section aria-labelledby="bookmark" className="mt-12 border-t border-line pt-6 text-soft">
      <h2 id="bookmark" className="mb-2 text-xl text-ink">
        From any page
      </h2>
      <p>
        Drag this to your bookmarks bar; on a paper’s page at arXiv, one press brings the paper here. Or make
        a bookmark with this code as its address.
      </p>
      <DragLink code={code} name={`Submit to ${hubName}`} />
      <div className="flex items-start gap-2">
        <pre
          id="bookmarklet"
          className="min-w-0 flex-1 overflow-x-auto rounded-lg border border-line bg-raised px-3 py-2 text-[12.5px]"
        >
          {code}
        </pre>
        <button type="button" data-copy="#bookmarklet" data-needs-script hidden className="btn">
          Copy
        </button>
      </div>
    </section>
  );
}

function DragLink({ code, name }: { code: string; name: string }) {
  // React takes javascript: addresses out of links. Pressing this one does nothing here; it is for dragging.
  const html = bookmarkletLink(code, name);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made from the hub's own settings, and escaped
  return <p className="my-4" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The bookmark's address: it opens the submission page with the address of the page one is on. */
export function bookmarkletCode(hubUrl: string): string {
  const submit = `${new URL(hubUrl).href.replace(/\/$/, "")}/submit?url=`.replaceAll("'", "%27");
  return `javascript:location.href='${submit}'+encodeURIComponent(location.href)`;
}

/** The bookmark as a link that can be dragged, in HTML. */
export function bookmarkletLink(code: string, name: string): string {
  return `<a class="btn" draggable="true" href="${escapeHtml(code)}">${escapeHtml(name)}</a>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
