import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { Guide } from "@/components/layout/guide";

export const metadata: Metadata = { title: "Running a hub", alternates: { canonical: "/about/running" } };

export default async function RunningPage() {
  return (
    <main id="main" className="narrow">
      <h1 className="title">Running a hub</h1>
      <Guide markdown={await readFile(join(process.cwd(), "app/about/running/guide.md"), "utf8")} />
    </main>
  );
}
