import { z } from "zod";
import { OaiRefusal } from "@/lib/programs/oai/refusal";
import type { OaiRequest } from "@/lib/programs/oai/request";

/** Where a list goes on: after the record that changed at this moment and has this id, the so-manieth of the list. */
export type Place = { at: Date; id: number; cursor: number };

const text = z.string().nullable();
const latest = Date.UTC(9999, 11, 31);
const shape = z.tuple([
  ...[z.string(), z.string(), text, text, text],
  ...[z.int().min(0).max(latest), z.int().min(0).max(2_147_483_647), z.int().positive()],
] as const);

// It tells nothing that a harvester could not ask for by itself, so it is not signed, and it never ends.
/** A token that tells all of a list's request, and where to go on. */
export function writeToken({ verb, args }: OaiRequest, { at, id, cursor }: Place): string {
  const { metadataPrefix = "", set = null, from = null, until = null } = args;
  const parts = [verb, metadataPrefix, set, from, until, at.getTime(), id, cursor];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The query of the list that a token goes on with, which is to be read like any other, and the place in it.
 * @throws OaiRefusal badResumptionToken for what is no token of ours, or one of another verb
 */
export function readToken(token: string, verb: string): { query: URLSearchParams; place: Place } {
  const parts = parse(token);
  if (parts?.[0] !== verb) throw badToken();
  const [, metadataPrefix, set, from, until, at, id, cursor] = parts;
  const given = Object.entries({ verb, metadataPrefix, set, from, until });
  const query = new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== null));
  return { query, place: { at: new Date(at), id, cursor } };
}

export function badToken(): OaiRefusal {
  return new OaiRefusal("badResumptionToken", "This is no token of this list. Ask for the list again.");
}

function parse(token: string): z.output<typeof shape> | null {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(token, "base64url").toString())).data ?? null;
  } catch {
    return null;
  }
}
