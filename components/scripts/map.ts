// Zooming, panning and keyboard navigation of the map. Without this script the map is a picture of links, with a list below.
type Point = { x: number; y: number };
type Parts = { frame: HTMLElement; view: SVGElement; plane: SVGElement; card: HTMLElement };

const maxZoom = 16;
const zoomStep = 1.5;
/** How far a pointer may move, as a share of the view, before its click counts as the end of a drag. */
const dragDistance = 0.006;
const directions: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The state of the map: the part in view, and the card of the current dot. */
class PaperMap {
  readonly parts: Parts;
  readonly #places: { dot: SVGAElement; place: Point }[];
  /** The size of the plane as a multiple of the view, and its corner in widths and heights of the view. */
  #at = { zoom: 1, x: 0, y: 0 };

  constructor(parts: Parts) {
    this.parts = parts;
    this.#places = [...parts.plane.querySelectorAll<SVGAElement>("a")].map((dot) => ({
      dot,
      place: { x: shareOf(dot, "cx"), y: shareOf(dot, "cy") },
    }));
  }

  get zoom(): number {
    return this.#at.zoom;
  }

  /** Zooms around a point, given as shares of the view, which stays where it is. */
  zoomBy(factor: number, { x, y }: Point = { x: 0.5, y: 0.5 }): void {
    const zoom = clamp(this.#at.zoom * factor, 1, maxZoom);
    const moved = (corner: number, point: number) => point - ((point - corner) / this.#at.zoom) * zoom;
    this.#draw({ zoom, x: moved(this.#at.x, x), y: moved(this.#at.y, y) });
  }

  /** Zooms around the focused dot, so that it stays in view, or around the middle of the view. */
  zoomAround(factor: number, dot: SVGAElement | null): void {
    this.zoomBy(factor, dot ? this.#inView(this.#placeOf(dot)) : undefined);
  }

  panBy(x: number, y: number): void {
    this.#draw({ ...this.#at, x: this.#at.x + x, y: this.#at.y + y });
  }

  showAll(): void {
    this.#draw({ zoom: 1, x: 0, y: 0 });
  }

  /** Puts a dot into the tab order instead of the previous one, brings it into view and focuses it. */
  moveTo(dot: SVGAElement): void {
    for (const other of this.parts.plane.querySelectorAll('a[tabindex="0"]'))
      other.setAttribute("tabindex", "-1");
    dot.setAttribute("tabindex", "0");
    const { zoom } = this.#at;
    const { x, y } = this.#placeOf(dot);
    const seen = this.#inView({ x, y });
    if (Math.min(seen.x, seen.y) < 0.02 || Math.max(seen.x, seen.y) > 0.98)
      this.#draw({ zoom, x: 0.5 - x * zoom, y: 0.5 - y * zoom });
    dot.focus({ preventScroll: true });
  }

  /** The nearest dot in a direction, or null. A distance across the direction counts double. */
  nextTo(dot: SVGAElement, direction: Point): SVGAElement | null {
    const from = this.#placeOf(dot);
    const ratio = this.parts.view.clientHeight / this.parts.view.clientWidth;
    const distance = (place: Point) => {
      const dx = place.x - from.x;
      const dy = (place.y - from.y) * ratio;
      const ahead = dx * direction.x + dy * direction.y;
      const aside = Math.abs(dx * direction.y + dy * direction.x);
      return ahead > 0.0005 ? ahead + 2 * aside : Number.POSITIVE_INFINITY;
    };
    const best = this.#places.reduce((a, b) => (distance(b.place) < distance(a.place) ? b : a));
    return distance(best.place) < Number.POSITIVE_INFINITY ? best.dot : null;
  }

  /** Shows the card of a dot above it, or below it if there is no room. */
  showCard(dot: SVGAElement): void {
    const { card, frame } = this.parts;
    this.hideCard();
    const [title = "", ...lines] = wordsOf(dot);
    const strong = document.createElement("b");
    strong.textContent = title;
    card.replaceChildren(strong, ...lines.flatMap((line) => [line, document.createElement("br")]));
    card.hidden = false;
    dot.setAttribute("data-current", "");
    const box = circleOf(dot).getBoundingClientRect();
    const around = frame.getBoundingClientRect();
    const left = box.left + box.width / 2 - around.left - card.offsetWidth / 2;
    const above = box.top - around.top - card.offsetHeight - 8;
    card.style.left = `${clamp(left, 8, Math.max(8, around.width - card.offsetWidth - 8))}px`;
    card.style.top = `${above < 4 ? box.bottom - around.top + 8 : above}px`;
  }

  hideCard(): void {
    this.parts.card.hidden = true;
    for (const dot of this.parts.plane.querySelectorAll("[data-current]"))
      dot.removeAttribute("data-current");
  }

  #draw(next: { zoom: number } & Point): void {
    const { plane, view } = this.parts;
    const zoom = clamp(next.zoom, 1, maxZoom);
    this.#at = { zoom, x: clamp(next.x, 1 - zoom, 0), y: clamp(next.y, 1 - zoom, 0) };
    const sides = { x: this.#at.x, y: this.#at.y, width: zoom, height: zoom };
    for (const [name, value] of Object.entries(sides)) plane.setAttribute(name, `${value * 100}%`);
    view.toggleAttribute("data-zoomed", zoom > 1);
    this.hideCard();
  }

  #placeOf(dot: SVGAElement): Point {
    return this.#places.find((one) => one.dot === dot)?.place ?? { x: 0.5, y: 0.5 };
  }

  #inView({ x, y }: Point): Point {
    return { x: this.#at.x + x * this.#at.zoom, y: this.#at.y + y * this.#at.zoom };
  }
}

function listenToKeys(map: PaperMap): void {
  const { frame } = map.parts;
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const dot = dotOf(event.target, "[data-plane] a");
    const action = actionOf(map, event.key, dot);
    if (direction && (event.shiftKey || !dot)) map.panBy(-direction.x / 6, -direction.y / 6);
    else if (direction && dot) map.moveTo(map.nextTo(dot, direction) ?? dot);
    else if (action) action();
    else return;
    event.preventDefault();
    if (dot && (action || event.shiftKey) && event.key !== "Escape") map.showCard(dot);
  });
}

/** The action of a key other than the arrow keys; null if it has none. */
function actionOf(map: PaperMap, key: string, dot: SVGAElement | null): (() => void) | null {
  if (key === "+" || key === "=") return () => map.zoomAround(zoomStep, dot);
  if (key === "-") return () => map.zoomAround(1 / zoomStep, dot);
  if (key === "0") return () => map.showAll();
  return key === "Escape" ? () => map.hideCard() : null;
}

function listenToButtons(map: PaperMap): void {
  map.parts.frame.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest<HTMLElement>("[data-zoom]");
    if (!button) return;
    if (button.dataset.zoom === "whole") map.showAll();
    else map.zoomBy(button.dataset.zoom === "in" ? zoomStep : 1 / zoomStep);
  });
}

/** Lets the wheel zoom once the map was clicked or focused. Until then the wheel scrolls the page. */
function listenToWheel(map: PaperMap): void {
  const { frame, view } = map.parts;
  let clicked = false;
  document.addEventListener("pointerdown", ({ target }) => {
    clicked = target instanceof Node && frame.contains(target);
  });
  const onWheel = (event: WheelEvent) => {
    const point = pointIn(view, event);
    const engaged = clicked || frame.contains(document.activeElement);
    if (!event.ctrlKey && !event.metaKey && !engaged) return;
    if (event.deltaY > 0 && map.zoom === 1) return;
    event.preventDefault();
    map.zoomBy(2 ** (-clamp(event.deltaY, -120, 120) / 240), point);
  };
  view.addEventListener("wheel", onWheel, { passive: false });
}

/** Pans by dragging and zooms with two fingers. The first tap on a dot shows its card, the second opens the paper. */
function listenToPointers(map: PaperMap): void {
  const { view, plane } = map.parts;
  const pointers = new Map<number, Point>();
  let moved = 0;
  let tapped: SVGAElement | null = null;

  view.addEventListener("pointerdown", (event) => {
    if (event.button === 0) pointers.set(event.pointerId, pointIn(view, event));
    if (pointers.size === 1) moved = 0;
  });
  window.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = pointIn(view, event);
    const old = spreadOf(pointers);
    pointers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    const spread = spreadOf(pointers);
    if (old && spread) map.zoomBy(spread.size / old.size, spread.middle);
    else if (map.zoom > 1 && moved > dragDistance) map.panBy(now.x - before.x, now.y - before.y);
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    window.addEventListener(end, (event) => pointers.delete(event.pointerId));

  const onClick = (event: MouseEvent) => {
    const dot = dotOf(event.target);
    const dragged = moved > dragDistance && map.zoom > 1;
    const touched = event instanceof PointerEvent && event.pointerType === "touch";
    if (!dot || (!dragged && (!touched || dot === tapped))) return;
    event.preventDefault();
    tapped = dragged ? null : dot;
    if (tapped) map.showCard(tapped);
  };
  plane.addEventListener("click", onClick, { capture: true });
  plane.addEventListener("dragstart", (event) => event.preventDefault());
  plane.addEventListener("pointerover", ({ target, pointerType }) => {
    const dot = dotOf(target);
    if (dot && pointerType === "mouse" && pointers.size === 0) map.showCard(dot);
  });
  plane.addEventListener("pointerout", ({ pointerType }) => {
    if (pointerType === "mouse" && !plane.contains(document.activeElement)) map.hideCard();
  });
  plane.addEventListener("focusin", ({ target }) => {
    const dot = dotOf(target);
    if (dot?.matches(":focus-visible")) map.showCard(dot);
  });
  plane.addEventListener("focusout", () => map.hideCard());
}

/** The distance between two fingers as a share of the view, and their midpoint; null unless there are exactly two. */
function spreadOf(pointers: Map<number, Point>): { size: number; middle: Point } | null {
  const [a, b] = [...pointers.values()];
  if (!a || !b || pointers.size !== 2) return null;
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return { size: Math.hypot(a.x - b.x, a.y - b.y) || 0.001, middle };
}

/** The position of a pointer, as shares of the view. */
function pointIn(view: Element, { clientX, clientY }: MouseEvent): Point {
  const box = view.getBoundingClientRect();
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
}

function dotOf(target: EventTarget | null, selector = "a"): SVGAElement | null {
  return target instanceof Element ? target.closest<SVGAElement>(selector) : null;
}

function circleOf(dot: SVGAElement): Element {
  return dot.lastElementChild ?? dot;
}

/** The position of a dot's circle from 0 to 1, from its attribute in percent. */
function shareOf(dot: SVGAElement, side: "cx" | "cy"): number {
  return Number.parseFloat(circleOf(dot).getAttribute(side) ?? "") / 100;
}

/** The lines of a dot's card. At the first call, the dot's tooltip, which would cover the card, becomes its accessible name. */
function wordsOf(dot: SVGAElement): string[] {
  const title = dot.querySelector("title");
  if (title) {
    const words = title.textContent ?? "";
    dot.dataset.words = words;
    dot.setAttribute("aria-label", words.replaceAll("\n", ", "));
    title.remove();
  }
  return (dot.dataset.words ?? "").split("\n");
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function findParts(): Parts | null {
  const frame = document.querySelector<HTMLElement>("[data-map]");
  const view = frame?.querySelector<SVGElement>(".map-view");
  const plane = frame?.querySelector<SVGElement>("[data-plane]");
  const card = frame?.querySelector<HTMLElement>("[data-card]");
  return frame && view && plane && card ? { frame, view, plane, card } : null;
}

const parts = findParts();
if (parts) {
  const map = new PaperMap(parts);
  listenToKeys(map);
  listenToButtons(map);
  listenToWheel(map);
  listenToPointers(map);
}

export {};
