// Sends forms without loading the page again. Pages also work without this script.
import { Idiomorph } from "idiomorph";
import { saveWords, voteWords } from "@/components/papers/toggle-words";

const root = document.documentElement;
const lost = "The hub could not be reached; nothing was changed.";
/** Asks for a page also where something is wrong, rather than for an answer to programs. */
const asPage = { Accept: "text/html" };

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
  const isToggle = form.dataset.toggle !== undefined;
  // On a page with the framework's scripts those send the other forms.
  if (!isToggle && !(form.hasAttribute("data-quick") && root.hasAttribute("data-plain"))) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const sent = isToggle ? toggle(form, form.dataset.toggle ?? "") : send(form, event.submitter);
  sent
    .catch(() => say(form, lost))
    .finally(() => {
      form.ariaBusy = null;
    });
});

type Toggled = { on: boolean; count: number; note: string | null };

/** Upvotes or saves a paper, or takes it back: the button changes at once, and back again if the hub refuses. */
async function toggle(form: HTMLFormElement, address: string): Promise<void> {
  const button = form.querySelector("button");
  if (!button) return;
  const count = Number(button.dataset.count ?? 0);
  const before = { on: button.ariaPressed === "true", count, note: null };
  const on = !before.on;
  show(form, button, { on, count: count + (on ? 1 : -1), note: null });
  try {
    const headers = { Prefer: "return=representation" };
    const response = await fetch(address, { method: on ? "PUT" : "DELETE", headers });
    const answer = response.status === 204 ? {} : await response.json();
    if (!response.ok) show(form, button, { ...before, note: answer.error });
    else if ("upvotes" in answer)
      show(form, button, { on: answer.upvoted, count: answer.upvotes, note: answer.note });
  } catch {
    show(form, button, { ...before, note: lost });
  }
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

/** Sends a form as the browser would, and shows the page that answers. */
async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const body = new FormData(form, submitter);
  const takeBack = showPressed(form, submitter);
  const response = await fetch(location.href, { method: "POST", body, headers: asPage }).catch(() => null);
  const page = toPage((await response?.text().catch(() => null)) ?? "");
  const { pathname } = new URL(response?.url ?? location.href);
  if (!response?.ok || pathname === "/problem") {
    takeBack();
    say(form, page.querySelector("main p")?.textContent ?? lost);
  } else if (pathname !== location.pathname) location.assign(response.url);
  else if (form.matches("[data-row] .signals")) showSignals(form, page);
  else showPage(page, response.url, form);
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

function toPage(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
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
  status.className = "text-accent";
  status.textContent = words;
}

/**
 * Makes the page equal to another one. What readers have opened stays open, and what they have typed stays, except in the
 * form that was sent; a fold that is for one form only closes with it.
 */
function showPage(page: Document, url: string, sent: HTMLFormElement | null): void {
  const { pathname, search } = new URL(url);
  history.replaceState(history.state, "", pathname + search + location.hash);
  document.title = page.title;
  const isOver = (fold: HTMLDetailsElement) => fold.dataset.once !== undefined && fold.contains(sent);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old: Element) => !(isTyped(old) && old.form !== sent) && !hasSuggestions(old),
      beforeAttributeUpdated: (name: string, old: Element) =>
        // The row that the keyboard is at stays marked.
        name !== "data-current" && (name !== "open" || !(old instanceof HTMLDetailsElement) || isOver(old)),
    },
  });
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function isTyped(node: unknown): node is Field {
  const isField = node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement;
  return isField && node.type !== "hidden" && node.value !== node.defaultValue;
}

/** Whether another script has added a list of suggestions to a field in this element. */
function hasSuggestions(node: unknown): boolean {
  return node instanceof Element && node.querySelector(":scope > [data-suggest][role=combobox]") !== null;
}

// Waits this long after a move, so that one drag sends one request and still feels immediate.
const quietMs = 180;
let waiting: ReturnType<typeof setTimeout>;
let asked = 0;

// The sliders of a mix: the list follows them.
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
  const { form } = target;
  if (!form?.hasAttribute("data-mix") || !root.hasAttribute("data-plain")) return;
  clearTimeout(waiting);
  const mine = ++asked;
  waiting = setTimeout(() => mix(form, () => mine === asked).catch(() => say(form, lost)), quietMs);
});

/** The address of the page in the mix of the sliders, without the weights that are normal. */
function mixAddress(form: HTMLFormElement): string {
  const { pathname } = new URL(form.action);
  const weights = [...new FormData(form)].map(([part, weight]) => [part, String(weight)]);
  const changed = weights.filter(([, weight]) => weight !== "1");
  const address = `${pathname}?${new URLSearchParams(changed.length > 0 ? changed : [["trend", "1"]])}`;
  // The mix that the page has by itself needs no query.
  return address === form.dataset.mix ? pathname : address;
}

/** @param isLatest whether no slider was moved meanwhile */
async function mix(form: HTMLFormElement, isLatest: () => boolean): Promise<void> {
  form.toggleAttribute("data-mixing", true);
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = "The list is being mixed.";
  const response = await fetch(mixAddress(form), { headers: asPage });
  const page = toPage(await response.text());
  if (!isLatest()) return;
  form.toggleAttribute("data-mixing", false);
  showPage(page, response.url, form);
}
