import { Troubles } from "@/components/admin/troubles";
import type { HubState } from "@/lib/web/pages/admin";

const pages = [
  { href: "/admin/jobs", name: "Jobs", words: "What the worker does by itself, when, and how it went." },
  {
    href: "/admin/digests",
    name: "Digests",
    words: "Feeds by mail: what waits, what was sent, what failed.",
  },
  { href: "/review", name: "Review", words: "Submissions, claims, accounts and hidden papers." },
];

/** The start page for admins: problems, and links to the admin pages. */
export function AdminHub(state: HubState) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">Only admins see this page</p>
      <h1 className="title">Admin</h1>
      <Troubles {...state} />
      <ul className="mt-6">
        {pages.map(({ href, name, words }) => (
          <li key={href} className="border-t border-line py-4">
            <a href={href} className="font-serif text-[19px] font-semibold">
              {name}
            </a>
            <p className="text-soft">{words}</p>
          </li>
        ))}
      </ul>
    </main>
  );
}
