// Suggestions while typing, by the WAI-ARIA pattern of a combobox with a listbox. Search forms also work without this script.
type Named = { slug: string; name: string; papers: number };
type Answer = {
  papers: { key: string; title: string }[];
  authors: Named[];
  organizations: Named[];
  topics: { id: string; name: string }[];
};
type Option = { href: string; words: string; aside?: string };
type Group = { name: string; options: Option[] };

const waitMs = 120;
const minQueryLength = 2;
const maxQueryLength = 100;

const knownAnswers = new Map<string, Answer>();
const ready = new WeakSet<Element>();
let count = 0;

// Empty fields are left out of the address. They are disabled only while the form is sent.
document.addEventListener("submit", ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.matches("[data-search-form]")) return;
  const empty = [...target.elements].filter(isEmptyField);
  for (const field of empty) field.disabled = true;
  setTimeout(() => {
    for (const field of empty) field.disabled = false;
  });
});

function start(): void {
  document.addEventListener("focusin", ({ target }) => attach(target));
  attach(document.activeElement);
}

/** Adds the list of suggestions to a field when it is first focused. */
function attach(field: EventTarget | null): void {
  if (!(field instanceof HTMLInputElement) || !field.matches("[data-suggest]") || ready.has(field)) return;
  ready.add(field);
  new Suggestions(field, `suggestions-${++count}`);
}

function isEmptyField(field: Element): field is HTMLInputElement | HTMLSelectElement {
  const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
  return isField && field.name !== "" && field.value === "" && !field.disabled;
}

/** The list of suggestions of one field. */
class Suggestions {
  readonly #field: HTMLInputElement;
  readonly #id: string;
  readonly #list: HTMLElement;
  readonly #status = element("p", { role: "status", class: "sr-only" });
  readonly #keys: Record<string, () => void> = {
    ArrowDown: () => this.#next(),
    ArrowUp: () => this.#choose(this.#current < 0 ? this.#options().length - 1 : this.#current - 1),
    Enter: () => location.assign(this.#options()[this.#current]?.dataset.href ?? ""),
    Escape: () => this.#close(),
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;
  #current = -1;

  constructor(field: HTMLInputElement, id: string) {
    this.#field = field;
    this.#id = id;
    this.#list = element("div", { role: "listbox", id, "aria-label": "Suggestions", class: "suggestions" });
    this.#list.hidden = true;
    field.parentElement?.append(this.#list, this.#status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-expanded", "false");
    this.#listen();
  }

  #listen(): void {
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), waitMs);
    });
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    this.#field.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
      const href = target instanceof Element && target.closest<HTMLElement>("[role=option]")?.dataset.href;
      if (!href) return;
      if (ctrlKey || metaKey) window.open(href, "_blank", "noopener");
      else location.assign(href);
    });
  }

  #onKey(event: KeyboardEvent): void {
    const action = this.#keys[event.key];
    const plain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || !action || (this.#list.hidden && event.key !== "ArrowDown")) return;
    // If no option is chosen, Enter searches for the typed text.
    if (event.key === "Enter" && this.#current < 0) {
      this.#close();
      return;
    }
    event.preventDefault();
    action();
  }

  #next(): void {
    if (this.#list.hidden) void this.#ask();
    else this.#choose(this.#current + 1 < this.#options().length ? this.#current + 1 : -1);
  }

  async #ask(): Promise<void> {
    const query = this.#field.value.trim().slice(0, maxQueryLength);
    this.#request?.abort();
    if (query.length < minQueryLength) return this.#close();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const answer = await fetchAnswer(query, signal);
      if (signal.aborted || document.activeElement !== this.#field) return;
      if (answer) this.#show(answer);
      else this.#close();
    } catch {
      // A newer query aborted this one, or the hub cannot be reached. Suggestions are optional, so no error is shown.
      if (!signal.aborted) this.#close();
    }
  }

  #show(answer: Answer): void {
    this.#choose(-1);
    this.#list.replaceChildren(...groupsOf(answer).map((group, i) => drawGroup(`${this.#id}-${i}`, group)));
    const many = this.#options().length;
    if (many === 0) {
      this.#close();
      return;
    }
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    this.#status.textContent = many === 1 ? "1 suggestion" : `${many} suggestions`;
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#field.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }

  /** Marks the option with this index; -1 marks none. */
  #choose(at: number): void {
    const all = this.#options();
    all[this.#current]?.setAttribute("aria-selected", "false");
    this.#current = at;
    const option = all[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }
}

async function fetchAnswer(query: string, signal: AbortSignal): Promise<Answer | null> {
  const known = knownAnswers.get(query);
  if (known) return known;
  const response = await fetch(`/search/suggest?q=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) return null;
  const answer: Answer = await response.json();
  knownAnswers.set(query, answer);
  return answer;
}

function groupsOf({ papers, authors, organizations, topics }: Answer): Group[] {
  const groups = [
    {
      name: "Papers",
      options: papers.map(({ key, title }) => ({ href: `/papers/${key}`, words: title })),
    },
    {
      name: "Authors",
      options: authors.map((one) => namedOption("authors", one)),
    },
    {
      name: "Organisations",
      options: organizations.map((one) => namedOption("organizations", one)),
    },
    {
      name: "Topics",
      options: topics.map(({ id, name }) => ({
        href: `/topics/${encodeURIComponent(id)}`,
        words: name,
        aside: id,
      })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

function namedOption(pages: string, { slug, name, papers: many }: Named): Option {
  return {
    href: `/${pages}/${encodeURIComponent(slug)}`,
    words: name,
    aside: many === 1 ? "1 paper" : `${many} papers`,
  };
}

function drawGroup(id: string, { name, options }: Group): HTMLElement {
  const group = element("div", { role: "group", "aria-labelledby": id });
  group.append(element("div", { id, role: "presentation", class: "suggestion-kind" }, name));
  group.append(...options.map((option, i) => drawOption(`${id}-${i}`, option)));
  return group;
}

function drawOption(id: string, { href, words, aside }: Option): HTMLElement {
  const option = element("div", { role: "option", id, "aria-selected": "false", "data-href": href });
  option.append(element("span", {}, words));
  if (aside) option.append(element("small", {}, aside));
  return option;
}

function element(tag: string, attributes: Record<string, string>, text = ""): HTMLElement {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.textContent = text;
  return created;
}

// Hydration removes elements that React does not know, so the lists are added after it.
if ("__next_f" in self && document.documentElement.dataset.live === undefined)
  document.addEventListener("live", start, { once: true });
else start();

export {};
