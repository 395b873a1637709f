type Props = { text: string; refusal: { sentence: string; byHand: boolean } | null };

/** The form for an id or URL, with the reason why the last one was refused. */
export function FindPaper({ text, refusal }: Props) {
  return (
    <form action="/submit">
      <label className="label" htmlFor="paper-id">
        arXiv id, or an address at arXiv or doi.org
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="paper-id"
          name="id"
          defaultValue={text}
          required
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          placeholder="2601.05230"
          aria-describedby={refusal ? "paper-refused" : "paper-hint"}
          aria-invalid={refusal !== null}
          className="field w-auto! min-w-0 flex-1"
        />
        <button type="submit" className="btn btn-solid">
          Look it up
        </button>
      </div>
      {refusal && <Refused {...refusal} />}
      {!refusal?.byHand && (
        <p id="paper-hint" className="hint mt-2">
          Nothing is submitted before you have seen it. Not on arXiv?{" "}
          <a href="/submit/by-hand" className="link">
            Enter it by hand
          </a>
          .
        </p>
      )}
    </form>
  );
}

function Refused({ sentence, byHand }: { sentence: string; byHand: boolean }) {
  const [, before, path, after] = /^(.*?)(\/papers\/[\w./-]*\w)(.*)$/s.exec(sentence) ?? [];
  return (
    <div id="paper-refused" role="alert" className="mt-3 border-l-2 border-accent pl-3">
      <p>
        {path ? (
          <>
            {before}
            <a href={path} className="link">
              {path}
            </a>
            {after}
          </>
        ) : (
          sentence
        )}
      </p>
      {byHand && (
        <p className="mt-2">
          <a href="/submit/by-hand" className="btn">
            Enter the paper by hand
          </a>
        </p>
      )}
    </div>
  );
}
