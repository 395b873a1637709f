import { Fold } from "@/components/ui/fold";

type Props = {
  subject: string;
  text: string;
  /** The address of the mail's HTML. */
  frame: string;
  /** Whether the mail has no papers, so that it would not be sent. */
  empty: boolean;
};

/** The preview of a mail: its HTML in a frame, and its plain text below. */
export function MailPreview({ subject, text, frame, empty }: Props) {
  if (empty)
    return (
      <p className="mt-8 border-y border-line py-10 text-center text-soft">
        <span className="block font-serif text-xl text-ink">No mail would come now</span>
        <span className="mt-2 block">Nothing is good enough that you do not know already.</span>
      </p>
    );
  return (
    <>
      <p className="mt-6 border-y border-line py-3 text-[14px]">
        <span className="text-faint">Subject</span> <b className="font-medium">{subject}</b>
      </p>
      <iframe title="The mail" src={frame} className="mt-6 h-[80vh] w-full rounded-lg border border-line" />
      <Fold className="mt-6">
        <summary className="link w-fit">As plain text</summary>
        <pre className="mt-4 whitespace-pre-wrap border-y border-line py-4 text-[13px] leading-[1.5] text-soft">
          {text}
        </pre>
      </Fold>
    </>
  );
}
