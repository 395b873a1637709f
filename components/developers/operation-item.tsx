import { Chevron } from "@/components/developers/chevron";
import { CodeBlock } from "@/components/developers/code-block";
import { FieldList } from "@/components/developers/field-list";
import { TextWithCode } from "@/components/developers/text-with-code";
import { Fold } from "@/components/ui/fold";
import type { OperationReference } from "@/lib/programs/api/reference";

/** One operation of the API: a line with its method and path that expands to its description. */
export function OperationItem({ operation }: { operation: OperationReference }) {
  const { id, method, path, summary, description, parameters, body, example } = operation;
  return (
    <Fold className="group border-b border-line">
      <summary className="grid gap-x-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
        <span className="flex gap-3 font-medium">
          <Chevron />
          <code className="break-all">
            <span className="inline-block min-w-16 text-accent">{method}</span> {path}
          </code>
        </span>
        <span className="text-soft max-sm:pl-5">{summary}</span>
      </summary>
      <div id={id} className="pb-7">
        <p className="text-soft">
          {description && <TextWithCode text={`${description} `} />}
          {accessWords(operation)}
        </p>
        <div className="mt-4">
          <CodeBlock id={`example-${id}`} code={example} />
        </div>
        <FieldList title="In the address" fields={parametersIn(parameters, "path")} />
        <FieldList title="In the query" fields={parametersIn(parameters, "query")} />
        <FieldList title="In the JSON body" fields={body} />
        <Answer operation={operation} />
      </div>
    </Fold>
  );
}

function Answer({ operation: { status, answer, failures } }: { operation: OperationReference }) {
  return (
    <p className="mt-4 text-soft">
      Answers {status}
      {answer ? (
        <>
          {" with "}
          <a href={`#${answer}`} className="link">
            {answer}
          </a>
        </>
      ) : (
        " without a body"
      )}
      , or <a href="#failures">fails</a> with {failures.join(", ")}.
    </p>
  );
}

const roles = { curator: "curators", moderator: "moderators", admin: "admins" } as const;

function accessWords({ access, scope }: OperationReference): string {
  if (access === "everybody") return "Needs no token.";
  if (scope === "session")
    return "Needs a browser that signed in within the last 15 minutes; no token can do this.";
  const token = `Needs a token that may ${scope}`;
  return access === "person"
    ? `${token}.`
    : `${token}, of one of the hub’s ${roles[access]} or those above them.`;
}

function parametersIn<T extends { place: string }>(parameters: T[], place: "path" | "query"): T[] {
  return parameters.filter((parameter) => parameter.place === place);
}
