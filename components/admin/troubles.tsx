/** A list of problems, one sentence each; nothing if there are none. */
export function Troubles({ troubles }: { troubles: string[] }) {
  if (troubles.length === 0) return null;
  return (
    <ul className="error my-4">
      {troubles.map((trouble) => (
        <li key={trouble}>{trouble}</li>
      ))}
    </ul>
  );
}
