import { Tabs } from "@/components/feeds/tabs";
import { MapFigure } from "@/components/map/map-figure";
import { MapLegend } from "@/components/map/map-legend";
import { MapList } from "@/components/map/map-list";
import { mapAddress } from "@/components/map/map-words";
import { counted } from "@/lib/base/text";
import type { PaperMap } from "@/lib/feeds/map/map";
import { topicName } from "@/lib/papers/topics/topics";

const windows = [
  { window: "week", name: "This week" },
  { window: "month", name: "This month" },
  { window: "all", name: "All time" },
] as const;

type Props = { map: PaperMap; topic: string | undefined; now: Date };

/** The papers of a window, placed by similarity. */
export function MapView({ map, topic, now }: Props) {
  const dots = topic ? map.dots.filter((dot) => dot.topic === topic) : map.dots;
  const tabs = windows.map(({ window, name }) => ({ href: mapAddress(window, topic), name }));
  return (
    <main id="main" className="map-colours pt-[26px] pb-[72px] min-[900px]:pt-10">
      <p className="kicker">near in meaning is near on the page</p>
      <h1 className="title">{topic ? `Map of papers: ${topicName(topic)}` : "Map of papers"}</h1>
      <Tabs label="Span" tabs={tabs} current={mapAddress(map.window, topic)}>
        <span className="ml-auto text-[13px] text-faint max-sm:hidden">{counted(dots.length, "paper")}</span>
      </Tabs>
      {map.dots.length === 0 ? (
        <NoMap possible={map.possible} />
      ) : (
        <>
          <MapLegend map={map} topic={topic} />
          <MapFigure map={map} topic={topic} now={now} />
          <MapList dots={dots} window={map.window} />
        </>
      )}
    </main>
  );
}

function NoMap({ possible }: { possible: boolean }) {
  return (
    <div className="max-w-[60ch] py-12 text-soft">
      <p className="font-serif text-xl text-ink">
        {possible ? "No map of this span yet" : "No maps on this hub"}
      </p>
      <p className="mt-2">
        {possible
          ? "A map is drawn within minutes once at least eight papers of the span have been read by the hub’s language model. Until then, "
          : "This hub has no language model to compare meanings with, so it cannot tell what is near to what. "}
        <a href="/" className="link">
          {possible ? "read what is trending" : "Read what is trending"}
        </a>
        .
      </p>
    </div>
  );
}
