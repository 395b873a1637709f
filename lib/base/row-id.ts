import { z } from "zod";

/** The greatest id of a row: ids are signed 32-bit numbers, and PostgreSQL refuses to compare them with greater ones. */
export const maxId = 2_147_483_647;

/** The id of a row, as a number or as the text of a form field or of a part of an address. */
export const rowId = z.coerce.number().int().positive().max(maxId);
