// Sends forms without loading the page again. Pages also work without this script.
import { Idiomorph } from "idiomorph";
import { saveWords, voteWords } from "@/components/papers/toggle-words";
import { weightWords } from "@/lib/feeds/for-you/weight-words";

const root = document.documentElement;
const unsure = "No answer came from the hub. Reload the page to see whether this was saved.";
/** Asks for a page also where something is wrong, rather than for an answer to programs. */
const asPage = { Accept: "text/html" };

/** The forms that were sent and have no answer yet. */
const sending = new WeakSet<HTMLFormElement>();
/** Forms are sent one after the other: the page that answers the last one shows what all of them changed. */
let queue = Promise.resolve();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  const isToggle = form.dataset.toggle !== undefined;
  // On a page with the framework's scripts those send the other forms.
  if (!isToggle && !(form.hasAttribute("data-quick") && root.hasAttribute("data-plain"))) return;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  const send = isToggle ? toggle(form, form.dataset.toggle ?? "") : post(form, event.submitter);
  queue = queue
    .then(send)
    .catch(() => say(form, unsure))
    .finally(() => {
      sending.delete(form);
    });
});

type Toggled = { on: boolean; count: number; note: string | null };

/**
 * Upvotes or saves a paper, or takes it back: the button changes at once, and back again if the hub refuses.
 * @returns what sends it
 */
function toggle(form: HTMLFormElement, address: string): () => Promise<void> {
  const button = form.querySelector("button");
  if (!button) return async () => undefined;
  const count = Number(button.dataset.count ?? 0);
  const before = { on: button.ariaPressed === "true", count, note: null };
  const on = !before.on;
  show(form, button, { on, count: count + (on ? 1 : -1), note: null });
  return async () => {
    try {
      const headers = { Prefer: "return=representation" };
      const response = await fetch(address, { method: on ? "PUT" : "DELETE", headers });
      const answer = response.status === 204 ? {} : await response.json();
      if (!response.ok) show(form, button, { ...before, note: answer.error });
      else if ("upvotes" in answer)
        show(form, button, { on: answer.upvoted, count: answer.upvotes, note: answer.note });
    } catch {
      show(form, button, { ...before, note: unsure });
    }
  };
}

function show(form: HTMLFormElement, button: HTMLButtonElement, { on, count, note }: Toggled): void {
  const isVote = button.dataset.count !== undefined;
  const { label, text } = isVote ? voteWords(on, count) : saveWords(on);
  button.ariaPressed = String(on);
  button.ariaLabel = label;
  if (isVote) button.dataset.count = String(count);
  if (button.lastChild) button.lastChild.textContent = text;
  const want = form.elements.namedItem(isVote ? "want" : "on");
  if (want instanceof HTMLInputElement) want.value = isVote ? (on ? "none" : "upvote") : on ? "no" : "yes";
  const status = form.querySelector("[role=status]");
  if (!status) return;
  status.textContent = note === null ? "" : isVote ? "not counted" : note;
  for (const one of [button, status]) one.setAttribute("title", note ?? "");
}

/** Shows at once that a form was sent. @returns what sends it, as the browser would, and shows the page that answers */
function post(form: HTMLFormElement, submitter: HTMLElement | null): () => Promise<void> {
  const body = new FormData(form, submitter);
  const takeBack = showPressed(form, submitter);
  return async () => {
    const answer = await ask(location.href, { method: "POST", body });
    if (answer.problem !== null) {
      takeBack();
      say(form, answer.problem);
    } else if (answer.path !== location.pathname) location.assign(answer.url);
    else if (form.matches("[data-row] .signals")) showSignals(form, answer.page);
    else showPage(answer.page, answer.url, form);
  };
}

type Answer = { url: string; path: string; page: Document; problem: string | null };

/** Asks for a page. `problem` says what was wrong, if anything was. */
async function ask(address: string, request: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...request, headers: asPage }).catch(() => null);
  const html = (await response?.text().catch(() => null)) ?? null;
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  const url = response?.url ?? address;
  const path = new URL(url, location.href).pathname;
  const isRefused = html === null || !response?.ok || path === "/problem";
  const words = page.querySelector("main p:not(.kicker)")?.textContent;
  return { url, path, page, problem: isRefused ? (words ?? unsure) : null };
}

/** Puts the buttons of a row as they are now in place of the old ones; after "not for me" the row folds to one line. */
function showSignals(form: HTMLFormElement, page: Document): void {
  const keyOf = (one: HTMLFormElement) => new FormData(one).get("key");
  const forms = [...page.querySelectorAll<HTMLFormElement>("form.signals")];
  const next = forms.find((one) => keyOf(one) === keyOf(form));
  // The paper is no longer on the page, as when it was hidden meanwhile.
  if (!next) {
    location.reload();
    return;
  }
  next.classList.toggle("folded", !next.querySelector("[data-less]"));
  form.replaceWith(next);
  // The pressed button has gone, so the form takes over the keyboard focus.
  next.focus({ preventScroll: true });
}

/** Shows at once that a button was pressed; after "not for me" the row folds. @returns what takes this back */
function showPressed(form: HTMLFormElement, button: HTMLElement | null): () => void {
  const folds = button?.matches("[data-row] [data-less]") ?? false;
  const pressed = button?.ariaPressed ?? null;
  if (button && pressed !== null) button.ariaPressed = String(pressed !== "true");
  if (folds) form.classList.add("folded");
  return () => {
    if (button && pressed !== null) button.ariaPressed = pressed;
    if (folds) form.classList.remove("folded");
  };
}

/** Shows what was wrong beside a form. */
function say(form: HTMLFormElement, words: string): void {
  const status = form.querySelector("[role=status]") ?? form.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  status.classList.remove("sr-only");
  status.classList.add("text-accent");
  status.textContent = words;
}

/**
 * Makes the page equal to another one. What readers have opened stays open, and what they have typed or chosen stays, except
 * in the form that was sent; a fold that is for one form only closes with it. A new comment is scrolled to.
 */
function showPage(page: Document, url: string, sent: HTMLFormElement): void {
  const { pathname, search } = new URL(url, location.href);
  history.replaceState(history.state, "", pathname + search + location.hash);
  document.title = page.title;
  const comments = new Set(listComments().map(({ id }) => id));
  const isOver = (fold: HTMLDetailsElement) => fold.dataset.once !== undefined && fold.contains(sent);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old: Element) => !(isFilled(old) && old.form !== sent) && !hasSuggestions(old),
      beforeAttributeUpdated: (name: string, old: Element) =>
        // The row that the keyboard is at stays marked.
        name !== "data-current" && (name !== "open" || !(old instanceof HTMLDetailsElement) || isOver(old)),
    },
  });
  listComments()
    .find(({ id }) => !comments.has(id))
    ?.scrollIntoView({ block: "nearest" });
}

function listComments(): Element[] {
  return [...document.querySelectorAll("#comments article")];
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Whether a reader has typed into a field, or chosen something in it. */
function isFilled(node: unknown): node is Field {
  if (node instanceof HTMLSelectElement) {
    const usual = [...node.options].findIndex((option) => option.defaultSelected);
    return node.selectedIndex !== Math.max(0, usual);
  }
  if (node instanceof HTMLTextAreaElement) return node.value !== node.defaultValue;
  if (!(node instanceof HTMLInputElement) || node.type === "hidden") return false;
  return node.value !== node.defaultValue || node.checked !== node.defaultChecked;
}

/** Whether another script has added a list of suggestions to a field in this element. */
function hasSuggestions(node: unknown): boolean {
  return node instanceof Element && node.querySelector(":scope > [data-suggest][role=combobox]") !== null;
}

// Waits this long after a move, so that one drag sends one request and still feels immediate.
const quietMs = 180;
let waiting: ReturnType<typeof setTimeout>;
let moves = 0;

// The sliders of a mix: each says its weight at once, and the list is updated.
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
  const { form } = target;
  if (!form?.hasAttribute("data-mix") || !root.hasAttribute("data-plain")) return;
  const words = weightWords(target.valueAsNumber);
  target.setAttribute("aria-valuetext", words);
  for (const label of target.labels ?? []) {
    const output = label.parentElement?.querySelector("output");
    if (output) output.textContent = words;
  }
  clearTimeout(waiting);
  const mine = ++moves;
  waiting = setTimeout(() => {
    queue = queue.then(() => mix(form, () => mine === moves)).catch(() => say(form, unsure));
  }, quietMs);
});

/** @param isLatest whether no slider was moved meanwhile */
async function mix(form: HTMLFormElement, isLatest: () => boolean): Promise<void> {
  if (!isLatest()) return;
  form.toggleAttribute("data-mixing", true);
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = "Updating the list…";
  const answer = await ask(mixAddress(form));
  if (!isLatest()) return;
  form.toggleAttribute("data-mixing", false);
  if (answer.problem !== null) say(form, answer.problem);
  else if (answer.path !== new URL(form.action).pathname) location.assign(answer.url);
  else showPage(answer.page, answer.url, form);
}

/** The address of the page in the mix of the sliders, without the weights that are normal. */
function mixAddress(form: HTMLFormElement): string {
  const { pathname } = new URL(form.action);
  const weights = [...new FormData(form)].map(([part, weight]) => [part, String(weight)]);
  const changed = weights.filter(([, weight]) => weight !== "1");
  const address = `${pathname}?${new URLSearchParams(changed.length > 0 ? changed : [["trend", "1"]])}`;
  // The mix that the page has by itself needs no query.
  return address === form.dataset.mix ? pathname : address;
}
