import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { DeliveryLog } from "@/components/webhooks/delivery-log";
import { WebhookControls } from "@/components/webhooks/webhook-controls";
import { WebhookList } from "@/components/webhooks/webhook-list";
import { deliveryWords, eventWords } from "@/components/webhooks/webhook-words";

vi.mock("@/lib/web/actions/webhooks", () => {
  const action = async () => null;
  return { redeliver: action, deleteWebhook: action, setWebhook: action, testWebhook: action };
});

const at = new Date("2026-03-02T23:30:00Z");
const sent = { deliveredAt: null, nextAttemptAt: null, attempts: 1, status: null, error: "No answer." };
const hook = {
  id: 7,
  url: "https://example.org/a?b=<c>",
  event: "paper" as const,
  feed: "/new",
  disabledAt: null,
  disabledBy: null,
};

describe("the words about webhooks", () => {
  it("say what a webhook is told of", () => {
    expect(eventWords({ event: "paper", feed: "/topics/cs.CL" })).toBe("new papers in /topics/cs.CL");
    expect(eventWords({ event: "comment", feed: "/" })).toBe("comments on every paper");
    expect(eventWords({ event: "comment", feed: null })).toMatch(/^comments on papers you/);
    expect(eventWords({ event: "upvote", feed: null })).toBe("upvotes of your papers");
  });

  it.each([
    [{ deliveredAt: at, status: 204, error: null }, true, "Arrived 2 Mar, 23:30: 204."],
    [{}, true, "Did not arrive. No answer."],
    [{ attempts: 7 }, true, "Given up. No answer. Tried 7 times."],
    [{ attempts: 2, nextAttemptAt: at }, true, "No answer. Tried 2 times. Next try 2 Mar, 23:30."],
    [{ nextAttemptAt: at }, false, "No answer. Waits until it is on."],
    [{ attempts: 0, error: null, nextAttemptAt: at }, true, "Not sent yet."],
  ])("give the state of a delivery %j", (given, on, words) => {
    expect(deliveryWords({ ...sent, ...given }, on, "UTC")).toBe(words);
  });

  it("give times in the reader's time zone", () => {
    expect(deliveryWords({ ...sent, deliveredAt: at, status: 204 }, true, "Asia/Tokyo")).toContain(
      "3 Mar, 08:30",
    );
  });
});

it("the list links to each webhook, and says which ones are off and why", () => {
  const html = (given = {}) => renderToStaticMarkup(<WebhookList webhooks={[{ ...hook, ...given }]} />);
  expect(html()).toContain('href="/settings/webhooks/7"');
  expect(html()).toContain("b=&lt;c&gt;");
  expect(html()).not.toContain("off");
  expect(html({ disabledAt: at, disabledBy: "owner" })).toMatch(/ · off</);
  expect(html({ disabledAt: at, disabledBy: "failures" })).toContain("off: too many failures");
  expect(renderToStaticMarkup(<WebhookList webhooks={[]} />)).toContain("no webhooks yet");
});

it("the controls offer the other state, and say why a webhook is off", () => {
  const html = (given = {}) =>
    renderToStaticMarkup(<WebhookControls webhook={{ ...hook, ...given }} timeZone="UTC" />);
  expect(html()).toContain("Switch off");
  const off = html({ disabledAt: at, disabledBy: "failures" });
  expect(off).toContain("Off since 2 Mar, 23:30, because too many deliveries failed.");
  expect(off).toContain("Switch on");
});

it("the log names what was sent, with a button to send it again", () => {
  const about = { ...sent, createdAt: at, paperKey: null, commentId: null };
  const deliveries = [
    { ...about, id: 0, kind: "paper" as const, paperKey: "2601.05230" },
    { ...about, id: 1, kind: "comment" as const, commentId: 9 },
    { ...about, id: 2, kind: "upvote" as const, paperKey: "2601.05230" },
    { ...about, id: 3, kind: "test" as const },
  ];
  const html = renderToStaticMarkup(<DeliveryLog deliveries={deliveries} webhook={hook} timeZone="UTC" />);
  for (const words of ["Paper 2601.05230", "Comment 9", "Upvote of 2601.05230", "Test", "Send again"])
    expect(html).toContain(words);
  expect(html).toContain('name="delivery" value="3"');
  const empty = renderToStaticMarkup(<DeliveryLog deliveries={[]} webhook={hook} timeZone="UTC" />);
  expect(empty).toContain("Nothing yet. News is sent as soon as it happens.");
});
