import { colourOf, mapAddress, otherColour } from "@/components/map/map-words";
import type { PaperMap } from "@/lib/feeds/map/map";
import { topicName } from "@/lib/papers/topics/topics";

/** The colours of the topics, each linked to the map of that topic only. */
export function MapLegend({ map, topic }: { map: PaperMap; topic: string | undefined }) {
  const others = map.dots.length - map.topics.reduce((sum, { papers }) => sum + papers, 0);
  return (
    <nav aria-label="Topics" className="map-legend">
      {topic && <a href={mapAddress(map.window)}>Every topic</a>}
      {map.topics.map(({ topic: id, papers }) => (
        <a
          key={id}
          href={mapAddress(map.window, id)}
          aria-current={id === topic ? "page" : undefined}
          className={colourOf(id, map)}
        >
          <i aria-hidden="true" />
          <span className="max-sm:hidden">{topicName(id)}</span>
          <span className="sm:hidden">{id}</span> <span className="text-faint tabular-nums">{papers}</span>
        </a>
      ))}
      {others > 0 && (
        <span className={`${otherColour} inline-flex min-h-7 items-center gap-[7px]`}>
          <i aria-hidden="true" />
          other <span className="text-faint tabular-nums">{others}</span>
        </span>
      )}
    </nav>
  );
}
