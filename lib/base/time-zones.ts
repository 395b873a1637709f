/**
 * Names that the IANA time zone database has changed, of the zones that Intl still lists under the old name
 * (https://data.iana.org/time-zones/tzdb/backward). Both names stay valid everywhere.
 */
const renamed: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

let listed: string[] | undefined;

/** The time zones that people can choose, by today's names: UTC first, the others in alphabetical order. */
export function listTimeZones(): string[] {
  listed ??= readTimeZones();
  return listed;
}

/** Today's name of a time zone: `Europe/Kiev` is `Europe/Kyiv`, `europe/paris` is `Europe/Paris`. Other texts stay as they are. */
export function todaysZoneName(zone: string): string {
  const name = resolve(zone);
  return renamed[name] ?? name;
}

/** Whether a text is the name of a time zone in the list. */
export function isTimeZone(zone: string): boolean {
  return listTimeZones().includes(zone);
}

function readTimeZones(): string[] {
  const names = new Set(Intl.supportedValuesOf("timeZone").map((zone) => renamed[zone] ?? zone));
  names.delete("UTC");
  return ["UTC", ...[...names].sort()];
}

/** No zone has a longer name; the engine takes long to refuse a text of many thousand characters. */
const maxNameLength = 64;

function resolve(zone: string): string {
  if (zone.length > maxNameLength) return zone;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}
