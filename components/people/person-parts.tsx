import { shortDay } from "@/lib/base/date-words";
import type { Person } from "@/lib/people/people";

/** The line above a person's name: username, role and date of joining. */
export function PersonKicker({ person }: { person: Person }) {
  const kind = person.kind === "made_up" ? "a made-up reader that came with the starter papers" : null;
  const role = person.role === "member" ? null : person.role;
  return [person.username, role, kind, person.banned && "banned", `here since ${shortDay(person.createdAt)}`]
    .filter(Boolean)
    .join(" · ");
}

/** The bio and links of a person. */
export function PersonAside({ person }: { person: Person }) {
  if (!person.bio && person.links.length === 0) return null;
  return (
    <section>
      <h2>About</h2>
      <p className="whitespace-pre-line">{person.bio}</p>
      <ul className="mt-2">
        {person.links.map((href) => (
          <li key={href} className="truncate">
            <a href={href} rel="nofollow noopener ugc" className="link">
              {href.replace(/^https?:\/\//, "")}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
