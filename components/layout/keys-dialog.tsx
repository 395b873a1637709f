const keys = [
  ["j", "k", "next and previous paper"],
  ["u", "", "upvote, or take it back"],
  ["s", "", "save for later, or no longer"],
  ["m", "", "more like this"],
  ["x", "", "not for me, on your own page"],
  ["o", "", "open the paper"],
  ["/", "", "search"],
  ["?", "", "this list"],
] as const;

/** The list of keyboard shortcuts, opened by `?`. */
export function KeysDialog() {
  return (
    <dialog
      id="keys"
      aria-labelledby="keys-title"
      className="m-auto w-80 rounded-xl border border-line bg-raised p-6 text-ink backdrop:bg-black/40"
    >
      <h2 id="keys-title" className="mb-3 text-lg">
        Keyboard
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-[14px]">
        {keys.map(([first, second, meaning]) => (
          <div key={meaning} className="contents">
            <dt className="flex gap-1">
              <Key name={first} />
              {second && <Key name={second} />}
            </dt>
            <dd className="text-soft">{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" data-close className="btn mt-5 w-full">
        Close
      </button>
    </dialog>
  );
}

function Key({ name }: { name: string }) {
  return <kbd className="rounded border border-line px-1.5 font-sans text-[12px] leading-5">{name}</kbd>;
}
