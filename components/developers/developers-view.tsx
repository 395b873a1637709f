import { Contents } from "@/components/developers/contents";
import { Guide } from "@/components/developers/guide";
import { ModelsGuide } from "@/components/developers/models-guide";
import { OperationItem } from "@/components/developers/operation-item";
import { OtherInterfaces } from "@/components/developers/other-interfaces";
import { ShapeList } from "@/components/developers/shape-list";
import { WebhookGuide } from "@/components/developers/webhook-guide";
import type { DevelopersPage } from "@/lib/web/pages/developers";

const guideParts = [
  { id: "authentication", title: "Authentication" },
  { id: "pages", title: "Long lists" },
  { id: "fresh", title: "Asking again" },
  { id: "failures", title: "Failures" },
  { id: "limits", title: "Limits" },
  { id: "webhooks-told", title: "What webhooks send" },
  { id: "models", title: "Language models (MCP)" },
  { id: "doors", title: "Other doors" },
];

/** The page for developers: guides, every operation of the API, and the schemas of answers. */
export function DevelopersView({ reference, hubUrl, hubName, paper, limits }: DevelopersPage) {
  const groups = reference.groups.map((group) => ({ ...group, id: groupId(group.tag) }));
  const parts = [
    ...guideParts,
    ...groups.map(({ id, tag }) => ({ id, title: tag })),
    { id: "shapes", title: "Answers" },
  ];
  return (
    <main id="main" className="cols gap-y-0">
      <header className="pb-6">
        <p className="kicker">
          {hubUrl}/api/v1 · <a href="/api/v1/openapi.json">OpenAPI</a>
        </p>
        <h1 className="title">For developers</h1>
        <p className="prose-narrow">
          Everything that a person can do on {hubName}, a program can do. The API speaks JSON; the examples
          are commands for a shell, and work as they stand. Moments are in UTC, such as
          2026-03-12T09:30:00.000Z; days are those of the hub.
        </p>
      </header>
      <Contents parts={parts} />
      <div className="min-w-0">
        <Guide hubUrl={hubUrl} hubName={hubName} paper={paper} limits={limits} />
        <WebhookGuide />
        <ModelsGuide hubUrl={hubUrl} />
        <OtherInterfaces hubUrl={hubUrl} paper={paper} />
        {groups.map(({ id, tag, operations }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className="mt-12 scroll-mt-4">
            <h2 id={`${id}-title`} className="border-b border-line pb-2 text-[22px]">
              {tag}
            </h2>
            {operations.map((operation) => (
              <OperationItem key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
        <section id="shapes" aria-labelledby="shapes-title" className="mt-12 scroll-mt-4">
          <h2 id="shapes-title" className="border-b border-line pb-2 text-[22px]">
            Answers
          </h2>
          <ShapeList shapes={reference.shapes} />
        </section>
      </div>
    </main>
  );
}

function groupId(tag: string): string {
  return tag.toLowerCase().replaceAll(" ", "-");
}
