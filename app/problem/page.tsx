import type { Metadata } from "next";
import type { PageProps } from "@/lib/web/page-props";
import { readProblem } from "@/lib/web/problem";

export const metadata: Metadata = { title: "That did not work", robots: { index: false } };

/** Shown without JavaScript when a form was refused. */
export default async function ProblemPage({ searchParams }: PageProps) {
  const { say, by } = await searchParams;
  const sentence = readProblem(String(say ?? ""), String(by ?? ""));
  return (
    <main id="main" className="narrow text-center">
      <h1 className="title">That did not work</h1>
      <p className="prose-narrow">{sentence || "Please try again."}</p>
      <p className="mt-8">
        <a href="/" className="btn btn-solid">
          Trending papers
        </a>
      </p>
    </main>
  );
}
