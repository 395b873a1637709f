type Props = { parts: { id: string; title: string }[] };

/** The table of contents: a link to each part of the page. */
export function Contents({ parts }: Props) {
  return (
    <nav
      aria-label="On this page"
      className="border-line max-[899px]:border-y max-[899px]:py-4 min-[900px]:col-start-2 min-[900px]:row-span-2 min-[900px]:row-start-1"
    >
      <ul className="flex flex-wrap gap-x-5 gap-y-2 text-[14px] text-soft min-[900px]:sticky min-[900px]:top-8 min-[900px]:flex-col">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
