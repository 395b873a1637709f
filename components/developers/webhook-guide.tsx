import { CodeBlock } from "@/components/developers/code-block";
import { Section } from "@/components/developers/guide";
import { verifySnippet } from "@/components/developers/verify-snippet";

const message = `POST /hook
Content-Type: application/json
Quire-Event: upvote
Quire-Delivery: 4711
Quire-Signature: t=1773307800,v1=5257a869…

{
  "event": "upvote",
  "webhook": 12,
  "created": "2026-03-12T09:30:00.000Z",
  "data": {"paper": {"id": "2601.05230", …}, "upvotedAt": …}
}`;

/** The guide to webhooks: what they send, and how a receiver verifies the sender. */
export function WebhookGuide() {
  return (
    <Section id="webhooks-told" title="What webhooks send">
      <p>
        Instead of asking again and again, let the hub call you: make a webhook{" "}
        <a href="/settings/webhooks">in your settings</a> or by the API. It is told at once of new papers in a
        feed (of a search: once they can be found), of comments by others on papers that you submitted, are a
        verified author of or have commented on, or of upvotes of papers that you submitted or are a verified
        author of.
      </p>
      <CodeBlock id="example-message" code={message} />
      <p>
        <code>data</code> has <code>paper</code>, whole for a new paper and short otherwise, and{" "}
        <code>comment</code> or <code>upvotedAt</code>. Who upvoted is not told. A test has the event{" "}
        <code>test</code>. Answer with any status from 200 to 299 within ten seconds, and do the work
        afterwards. Anything else, redirects included, is tried again after 1, 5 and 30 minutes, 2, 6 and 24
        hours. A message may arrive twice; then both have the same <code>Quire-Delivery</code>. After ten
        messages given up in a row the webhook is switched off.
      </p>
      <p>
        The signature is the HMAC-SHA256 of the moment, a dot and the body as it came, in hex, under the
        webhook’s secret. In Node:
      </p>
      <CodeBlock id="example-verify" code={verifySnippet} />
    </Section>
  );
}
