// Zooming and walking the map of papers. Without this file it is a picture of links, with a list below.
(() => {
  const frame = document.querySelector("[data-map]");
  if (!frame) return;
  const view = frame.querySelector(".map-view");
  const plane = frame.querySelector("[data-plane]");
  const card = frame.querySelector("[data-card]");
  const dots = [...plane.querySelectorAll("a")];
  const most = 16;
  /** How many times the plane is as large as the view, and where its corner lies, in widths and heights of the view. */
  let at = { zoom: 1, x: 0, y: 0 };

  const share = (dot, side) => Number.parseFloat(dot.lastElementChild.getAttribute(side)) / 100;
  const places = dots.map((dot) => ({ dot, x: share(dot, "cx"), y: share(dot, "cy") }));
  const placeOf = (dot) => places[dots.indexOf(dot)];
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  const draw = (next) => {
    const zoom = clamp(next.zoom, 1, most);
    at = { zoom, x: clamp(next.x, 1 - zoom, 0), y: clamp(next.y, 1 - zoom, 0) };
    for (const [name, value] of Object.entries({ x: at.x, y: at.y, width: zoom, height: zoom }))
      plane.setAttribute(name, `${value * 100}%`);
    view.toggleAttribute("data-zoomed", zoom > 1);
    hide();
  };

  /** Zooms so that the point under (x, y), in shares of the view, stays where it is. */
  const zoomBy = (factor, x = 0.5, y = 0.5) => {
    const zoom = clamp(at.zoom * factor, 1, most);
    const stay = (corner, point) => point - ((point - corner) / at.zoom) * zoom;
    draw({ zoom, x: stay(at.x, x), y: stay(at.y, y) });
  };

  const panBy = (x, y) => draw({ ...at, x: at.x + x, y: at.y + y });
  const whole = () => draw({ zoom: 1, x: 0, y: 0 });

  const inView = (event) => {
    const box = view.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  // The words of a dot's own tooltip, which would cover the card, become its name when it is first shown.
  const wordsOf = (dot) => {
    const title = dot.querySelector("title");
    if (title) {
      dot.dataset.words = title.textContent;
      dot.setAttribute("aria-label", title.textContent.replaceAll("\n", ", "));
      title.remove();
    }
    return dot.dataset.words.split("\n");
  };

  const hide = () => {
    card.hidden = true;
    for (const dot of plane.querySelectorAll("[data-current]")) dot.removeAttribute("data-current");
  };

  const show = (dot) => {
    hide();
    const [title, ...lines] = wordsOf(dot);
    const strong = document.createElement("b");
    strong.textContent = title;
    card.replaceChildren(strong, ...lines.flatMap((line) => [line, document.createElement("br")]));
    card.hidden = false;
    dot.setAttribute("data-current", "");
    const [box, own] = [dot.lastElementChild.getBoundingClientRect(), frame.getBoundingClientRect()];
    const left = box.left + box.width / 2 - own.left - card.offsetWidth / 2;
    const above = box.top - own.top - card.offsetHeight - 8;
    card.style.left = `${clamp(left, 8, Math.max(8, own.width - card.offsetWidth - 8))}px`;
    card.style.top = `${above < 4 ? box.bottom - own.top + 8 : above}px`;
  };

  /** Makes a dot the one that Tab reaches, brings it into view and focuses it. */
  const walkTo = (dot) => {
    for (const other of plane.querySelectorAll('a[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    dot.setAttribute("tabindex", "0");
    const { x, y } = placeOf(dot);
    const [seenX, seenY] = [at.x + x * at.zoom, at.y + y * at.zoom];
    if (Math.min(seenX, seenY) < 0.02 || Math.max(seenX, seenY) > 0.98)
      draw({ ...at, x: 0.5 - x * at.zoom, y: 0.5 - y * at.zoom });
    dot.focus({ preventScroll: true });
  };

  /** The nearest dot towards a side: one straight ahead before a nearer one far off the line. */
  const next = (dot, towards) => {
    const from = placeOf(dot);
    const ratio = view.clientHeight / view.clientWidth;
    const far = ({ x, y }) => {
      const [dx, dy] = [x - from.x, (y - from.y) * ratio];
      const ahead = dx * towards[0] + dy * towards[1];
      return ahead > 0.0005 ? ahead + 2 * Math.abs(dx * towards[1] + dy * towards[0]) : Number.POSITIVE_INFINITY;
    };
    const best = places.reduce((a, b) => (far(b) < far(a) ? b : a));
    return far(best) < Number.POSITIVE_INFINITY ? best.dot : null;
  };

  const sides = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  /** Zooms around the dot that is walked on, so that it stays in view. */
  const zoomAt = (factor, dot) => {
    const { x, y } = dot ? placeOf(dot) : { x: (0.5 - at.x) / at.zoom, y: (0.5 - at.y) / at.zoom };
    zoomBy(factor, at.x + x * at.zoom, at.y + y * at.zoom);
  };
  const keys = {
    "+": (dot) => zoomAt(1.5, dot), "=": (dot) => zoomAt(1.5, dot), "-": (dot) => zoomAt(1 / 1.5, dot), 0: whole, Escape: hide,
  };

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const side = sides[event.key];
    const dot = event.target.closest("[data-plane] a");
    if (side && (event.shiftKey || !dot)) panBy(-side[0] / 6, -side[1] / 6);
    else if (side) walkTo(next(dot, side) ?? dot);
    else if (keys[event.key]) keys[event.key](dot);
    else return;
    event.preventDefault();
    if (dot && (keys[event.key] || event.shiftKey) && event.key !== "Escape") show(dot);
  });

  frame.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (tool === "whole") whole();
    else if (tool) zoomBy(tool === "in" ? 1.5 : 1 / 1.5);
  });

  // Until the map is clicked or tabbed into, the wheel scrolls the page past it.
  let engaged = false;
  document.addEventListener("pointerdown", (event) => {
    engaged = frame.contains(event.target);
  });
  view.addEventListener("wheel", (event) => {
    const { x, y } = inView(event);
    if (!event.ctrlKey && !event.metaKey && !engaged && !frame.contains(document.activeElement)) return;
    if (event.deltaY > 0 && at.zoom === 1) return;
    event.preventDefault();
    zoomBy(2 ** (-clamp(event.deltaY, -120, 120) / 240), x, y);
  }, { passive: false });

  const fingers = new Map();
  let moved = 0;
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { size: Math.hypot(a.x - b.x, a.y - b.y) || 0.001, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  view.addEventListener("pointerdown", (event) => {
    if (event.button === 0) fingers.set(event.pointerId, inView(event));
    if (fingers.size === 1) moved = 0;
  });
  window.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = inView(event);
    const old = fingers.size === 2 ? spread() : null;
    fingers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (old) zoomBy(spread().size / old.size, spread().x, spread().y);
    else if (at.zoom > 1 && moved > 0.006) panBy(now.x - before.x, now.y - before.y);
  });
  for (const end of ["pointerup", "pointercancel"])
    window.addEventListener(end, (event) => fingers.delete(event.pointerId));

  // The end of a drag is no click; a finger's first tap shows what it would open.
  plane.addEventListener("click", (event) => {
    const dot = event.target.closest("a");
    const dragged = moved > 0.006 && at.zoom > 1;
    if (!dot || (!dragged && (event.pointerType !== "touch" || dot === tapped))) return;
    event.preventDefault();
    tapped = dragged ? null : dot;
    if (tapped) show(tapped);
  }, true);
  let tapped = null;

  plane.addEventListener("dragstart", (event) => event.preventDefault());
  plane.addEventListener("pointerover", (event) => {
    const dot = event.target.closest("a");
    if (dot && event.pointerType === "mouse" && fingers.size === 0) show(dot);
  });
  plane.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && !plane.contains(document.activeElement)) hide();
  });
  plane.addEventListener("focusin", (event) => {
    const dot = event.target.closest("a");
    if (dot?.matches(":focus-visible")) show(dot);
  });
  plane.addEventListener("focusout", hide);
})();
