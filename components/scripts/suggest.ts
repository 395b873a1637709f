// Suggestions while one types, after the WAI-ARIA pattern of a combobox with a listbox. Without this file forms still search.
(() => {
  const waitMs = 120;
  const shortest = 2;
  const known = new Map();
  let count = 0;

  const element = (tag, attributes, text = "") => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  };

  const groupsOf = ({ papers, authors, topics }) => [
    ["Papers", papers.map(({ key, title }) => ({ href: `/papers/${key}`, words: title }))],
    ["Authors", authors.map(({ slug, name, papers: many }) => ({
      href: `/authors/${encodeURIComponent(slug)}`, words: name, aside: many === 1 ? "1 paper" : `${many} papers`,
    }))],
    ["Topics", topics.map(({ id, name }) => ({ href: `/topics/${encodeURIComponent(id)}`, words: name, aside: id }))],
  ].filter(([, options]) => options.length > 0);

  const drawOption = (id, { href, words, aside }) => {
    const option = element("div", { role: "option", id, "aria-selected": "false", "data-href": href });
    option.append(element("span", {}, words));
    if (aside) option.append(element("small", {}, aside));
    return option;
  };

  const drawGroup = (id, [name, options]) => {
    const group = element("div", { role: "group", "aria-labelledby": id });
    group.append(element("div", { id, role: "presentation", class: "suggestion-kind" }, name));
    group.append(...options.map((option, i) => drawOption(`${id}-${i}`, option)));
    return group;
  };

  const fetchAnswer = async (words, signal) => {
    if (known.has(words)) return known.get(words);
    const response = await fetch(`/search/suggest?q=${encodeURIComponent(words)}`, { signal });
    if (!response.ok) return null;
    const answer = await response.json();
    known.set(words, answer);
    return answer;
  };

  /** Gives a field its list. Happens at its first focus. */
  const setUp = (field) => {
    const id = `suggestions-${++count}`;
    const list = element("div", { role: "listbox", id, "aria-label": "Suggestions", class: "suggestions" });
    const status = element("p", { role: "status", class: "sr-only" });
    let timer;
    let asking;
    let current = -1;
    const options = () => [...list.querySelectorAll("[role=option]")];

    const choose = (at) => {
      const all = options();
      all[current]?.setAttribute("aria-selected", "false");
      current = at;
      const option = all[at];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
    };

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      status.textContent = "";
      field.setAttribute("aria-expanded", "false");
      choose(-1);
    };

    const show = (answer) => {
      choose(-1);
      list.replaceChildren(...groupsOf(answer).map((group, i) => drawGroup(`${id}-${i}`, group)));
      const many = options().length;
      if (many === 0) return close();
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      status.textContent = many === 1 ? "1 suggestion" : `${many} suggestions`;
    };

    const ask = async () => {
      const words = field.value.trim().slice(0, 100);
      asking?.abort();
      if (words.length < shortest) return close();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetchAnswer(words, signal);
        if (signal.aborted || document.activeElement !== field) return;
        if (answer) show(answer);
        else close();
      } catch {
        // Stopped by a newer question, or the hub cannot be reached: nobody misses a suggestion.
        if (!signal.aborted) close();
      }
    };

    const keys = {
      ArrowDown: () => (list.hidden ? ask() : choose(current + 1 < options().length ? current + 1 : -1)),
      ArrowUp: () => choose(current < 0 ? options().length - 1 : current - 1),
      Enter: () => location.assign(options()[current].dataset.href),
      Escape: close,
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, waitMs);
    });
    field.addEventListener("keydown", (event) => {
      const plain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!plain || !keys[event.key] || (list.hidden && event.key !== "ArrowDown")) return;
      // Without a choice Enter searches for what was typed.
      if (event.key === "Enter" && current < 0) return close();
      event.preventDefault();
      keys[event.key]();
    });
    field.addEventListener("blur", close);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      if (event.ctrlKey || event.metaKey) window.open(option.dataset.href, "_blank", "noopener");
      else location.assign(option.dataset.href);
    });

    list.hidden = true;
    field.parentElement.append(list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false",
    })) field.setAttribute(name, value);
  };

  const ready = new WeakSet();
  const greet = (field) => {
    if (!field?.matches?.("[data-suggest]") || ready.has(field)) return;
    ready.add(field);
    setUp(field);
  };
  const begin = () => {
    document.addEventListener("focusin", (event) => greet(event.target));
    greet(document.activeElement);
  };
  // Where there is a framework, it must have taken the page over first: it would throw away what it does not know.
  if (self.__next_f && document.documentElement.dataset.live === undefined) document.addEventListener("live", begin, { once: true });
  else begin();

  // Fields left empty would only make the address longer.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-search-form]")) return;
    const empty = [...event.target.elements].filter((field) => field.name && field.value === "" && !field.disabled);
    for (const field of empty) field.disabled = true;
    setTimeout(() => { for (const field of empty) field.disabled = false; });
  });
})();
