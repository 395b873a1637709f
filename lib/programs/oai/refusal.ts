export type OaiCode =
  | "badVerb"
  | "badArgument"
  | "badResumptionToken"
  | "cannotDisseminateFormat"
  | "idDoesNotExist"
  | "noRecordsMatch"
  | "noMetadataFormats";

/** A request that OAI-PMH answers with an error element (§3.6 of the protocol). */
export class OaiRefusal extends Error {
  constructor(
    readonly code: OaiCode,
    message: string,
  ) {
    super(message);
    this.name = "OaiRefusal";
  }
}

export function noFormat(): OaiRefusal {
  return new OaiRefusal("cannotDisseminateFormat", "There is no metadata in this format.");
}
