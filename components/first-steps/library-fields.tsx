"use client";

import type { ChangeEvent } from "react";
import { useFormState } from "@/components/action-form";

const tooLong = "That is more than a megabyte: bring a part of it at a time.";

/** Fields to paste a library or choose a file. A library that is too large is reported before it is sent. */
export function LibraryFields() {
  const state = useFormState();
  return (
    <>
      <label className="label" htmlFor="papers">
        Paste
      </label>
      <textarea
        id="papers"
        name="papers"
        rows={8}
        className="field mb-4 font-mono !text-[13px]"
        placeholder={
          "2601.05230\nhttps://arxiv.org/abs/1706.03762\n@article{vaswani, title={Attention Is All You Need}, …}"
        }
        defaultValue={state?.values?.papers}
        onChange={({ target }) => reportSize(target, target.value.length)}
      />
      <label className="label" htmlFor="file">
        Or choose a file
      </label>
      <p className="hint mb-2">A .bib, .ris or .txt file of at most a megabyte and 2,000 papers.</p>
      <input
        id="file"
        type="file"
        name="file"
        accept=".bib,.ris,.txt,text/plain"
        className="mb-5 block max-w-full text-[14px] file:mr-3 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line file:bg-raised file:px-3 file:py-2"
        onChange={({ target }) => reportSize(target, target.files?.[0]?.size ?? 0)}
      />
    </>
  );
}

function reportSize(
  field: ChangeEvent<HTMLTextAreaElement | HTMLInputElement>["target"],
  size: number,
): void {
  field.setCustomValidity(size > 1_000_000 ? tooLong : "");
}
