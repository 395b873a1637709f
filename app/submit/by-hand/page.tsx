import type { Metadata } from "next";
import { ByHandForm } from "@/components/submit/by-hand-form";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Enter a paper by hand", robots: { index: false } };

export default async function ByHandPage() {
  const viewer = await requireViewer("/submit/by-hand");
  return (
    <main id="main" className="narrow">
      <p className="kicker">For papers that are not on arXiv, or while arXiv does not answer</p>
      <h1 className="title">Enter a paper by hand</h1>
      {viewer.banned ? (
        <p className="error">This account is banned and cannot submit papers.</p>
      ) : (
        <ByHandForm />
      )}
    </main>
  );
}
