import { along, colourOf, dotWords, majorLabels, sizeOf } from "@/components/map/map-words";
import type { Dot, PaperMap } from "@/lib/feeds/map/map";

type Props = { map: PaperMap; topic: string | undefined; now: Date };

/**
 * The map itself. Positions are percentages, so that it fits any width; sizes are in pixels, so that zooming
 * (components/scripts/map.ts) spreads the dots without enlarging them. One dot is in the tab order; arrow keys move
 * between dots.
 */
export function MapFigure({ map, topic, now }: Props) {
  const shown = topic ? map.dots.filter((dot) => dot.topic === topic) : map.dots;
  const major = majorLabels(map.regions);
  const ghosts = topic ? map.dots.filter((dot) => dot.topic !== topic) : [];
  return (
    <figure className="m-0">
      <div className="map-frame" data-map>
        <svg className="map-view" aria-label="Map. The same papers stand in a list below.">
          {/* biome-ignore lint/a11y/noSvgWithoutTitle: a title would appear as a tooltip over the gaps; the outer element has a name */}
          <svg data-plane="" width="100%" height="100%" overflow="visible">
            {ghosts.map(({ key, x, y }) => (
              <circle key={key} className="ghost" cx={along(x)} cy={along(y)} />
            ))}
            {/* The hottest last, on top of the others. */}
            {shown.toReversed().map((dot, i) => (
              <DotLink key={dot.key} dot={dot} map={map} now={now} first={i === shown.length - 1} />
            ))}
            {map.regions.map(({ label, x, y }) => (
              <text key={label} className={labelClass(major.has(label), x)} x={along(x)} y={along(y)}>
                {label}
              </text>
            ))}
          </svg>
        </svg>
        <MapTools />
        <div className="map-card" data-card="" hidden aria-hidden="true" />
      </div>
      <figcaption className="mt-3 text-[13px] text-faint">
        Each dot is a paper: the larger, the hotter now; its colour is its first topic; the words are keywords
        that a neighbourhood shares.{" "}
        <span data-needs-script>
          Drag, pinch, or click and turn the wheel to zoom; on the keyboard, arrows go from dot to dot and{" "}
          <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom.
        </span>
      </figcaption>
    </figure>
  );
}

/** The text anchor of a label: labels near a side extend away from it. */
function labelClass(major: boolean, x: number): string {
  const side = x < 0.15 ? "from-left" : x > 0.85 ? "from-right" : "";
  return major ? side : `${side} minor`.trim();
}

function DotLink({ dot, map, now, first }: { dot: Dot; map: PaperMap; now: Date; first: boolean }) {
  return (
    <a
      href={`/papers/${dot.key}`}
      tabIndex={first ? 0 : -1}
      className={`${colourOf(dot.topic, map)} ${sizeOf(dot.heat, now)}`}
    >
      <title>{dotWords(dot)}</title>
      <circle cx={along(dot.x)} cy={along(dot.y)} />
    </a>
  );
}

const tools = [
  ["in", "Zoom in", "+"],
  ["out", "Zoom out", "−"],
  ["whole", "The whole map", "⤢"],
] as const;

function MapTools() {
  return (
    <div className="map-tools" data-needs-script>
      {tools.map(([name, label, sign]) => (
        <button key={name} type="button" data-zoom={name} aria-label={label} title={label}>
          {sign}
        </button>
      ))}
    </div>
  );
}
