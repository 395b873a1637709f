import type { ReactNode } from "react";
import { CodeBlock } from "@/components/developers/code-block";

type Limit = { name: string; many: number; seconds: number };
type Props = { hubUrl: string; hubName: string; paper: string; limits: Limit[] };

/** The guide to what is common to all operations: tokens, paging, caching, errors, rate limits. */
export function Guide({ hubUrl, paper, limits }: Props) {
  return (
    <>
      <Section id="authentication" title="Authentication">
        <p>
          What everybody may read needs no token. For all else, make one{" "}
          <a href="/settings/tokens">in your settings</a>: one that may <i>read</i> sees what you see, one
          that may <i>write</i> does what you may do. Send it with every call. A wrong or ended token is
          refused with 401, never taken for nobody.
        </p>
        <CodeBlock
          id="example-token"
          code={`export TOKEN=qr_…\ncurl -H "Authorization: Bearer $TOKEN" '${hubUrl}/api/v1/me'`}
        />
        <p>
          Scripts of any site may call the API, with a token and without the reader’s cookies. Whoever signs
          in does so in a browser: there is no call that trades a password for a token.
        </p>
      </Section>
      <Section id="pages" title="Long lists">
        <p>
          A list gives <code>items</code> and <code>next</code>. Ask again with <code>after</code> set to{" "}
          <code>next</code> until it is null, or follow the <code>Link</code> header whose <code>rel</code> is{" "}
          <code>next</code>. What is added meanwhile moves nothing on the pages to come.
        </p>
      </Section>
      <Section id="fresh" title="Asking again">
        <p>
          Every answer to a GET has an <code>ETag</code>: send it back as <code>If-None-Match</code>, and an
          answer that has not changed is a 304 without a body. HEAD is answered wherever GET is. PUT and
          DELETE may be repeated: doing it again changes nothing.
        </p>
      </Section>
      <Section id="failures" title="Failures">
        <p>
          A failure has a status that says what kind it is, and one plain sentence: <code>error</code> in the
          JSON body, and again in the header <code>X-Error-Message</code>. Wrong input also has{" "}
          <code>fields</code>, with a sentence for each. Name the <code>X-Request-Id</code> when you report a
          failure of ours.
        </p>
        <CodeBlock id="example-failure" code={`curl -i '${hubUrl}/api/v1/papers/${paper}/nowhere'`} />
      </Section>
      <Limits limits={limits} />
    </>
  );
}

function Limits({ limits }: Pick<Props, "limits">) {
  return (
    <Section id="limits" title="Limits">
      <p>
        Each person, or each address without a token, has so many calls; <code>RateLimit</code> says how many
        are left (<code>r</code>) and in how many seconds all are there again (<code>t</code>). Beyond, the
        answer is 429 with <code>Retry-After</code>.
      </p>
      <ul>
        {limits.map(({ name, many, seconds }) => (
          <li
            key={name}
            className="flex justify-between gap-4 border-b border-line py-1.5 font-sans text-[15px]"
          >
            <span>{name}</span>
            <span className="tabular-nums">
              {many} in {spanWords(seconds)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A part of the page with a heading and an anchor. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="prose-narrow mt-10 scroll-mt-4 [&_code]:text-[0.9em]"
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function spanWords(seconds: number): string {
  if (seconds === 3600) return "an hour";
  return seconds === 60 ? "a minute" : `${seconds / 60} minutes`;
}
