/** The request of a curl command. */
type CurlRequest = { method: string; url: string; headers: Record<string, string>; body?: string };

/**
 * Parses a curl command as a shell would: words, both kinds of quotes, continued lines and variables.
 * @throws for options other than those that the examples use: -X, -H, -d and -i
 */
export function readCurl(command: string, variables: Record<string, string>): CurlRequest {
  const [program, ...words] = splitWords(command, variables);
  if (program !== "curl") throw new Error(`${program} is not curl`);
  const request: CurlRequest = { method: "GET", url: "", headers: {} };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-i") continue;
    if (word.startsWith("-")) setOption(request, word, words.shift() ?? "");
    else if (request.url) throw new Error(`Second address: ${word}`);
    else request.url = word;
  }
  return request;
}

function setOption(request: CurlRequest, option: string, value: string): void {
  if (option === "-X") request.method = value;
  else if (option === "-d") request.body = value;
  else if (option === "-H") {
    const [name = "", ...rest] = value.split(": ");
    request.headers[name] = rest.join(": ");
  } else throw new Error(`Unknown option: ${option}`);
}

const piece = /\\\n|(?<space>\s+)|'(?<plain>[^']*)'|"(?<quoted>[^"]*)"|\\(?<escaped>.)|(?<bare>[^\s'"\\]+)/gy;

function splitWords(command: string, variables: Record<string, string>): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let end = 0;
  for (const match of command.trim().matchAll(piece)) {
    const { space, plain, quoted, escaped, bare } = match.groups ?? {};
    end = match.index + match[0].length;
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else if (match[0] !== "\\\n")
      word = (word ?? "") + (plain ?? escaped ?? expand(quoted ?? bare ?? "", variables));
  }
  if (end !== command.trim().length) throw new Error(`Cannot be parsed from here: ${command.slice(end)}`);
  return word === null ? words : [...words, word];
}

function expand(text: string, variables: Record<string, string>): string {
  return text.replace(/\$(\w+)/g, (_, name) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`$${name} is not set`);
    return value;
  });
}
