import { poolSize } from "@/lib/base/db";

/**
 * How many deliveries of one kind use the database at once in one process. While they wait for a webhook's answer or for
 * a mail server they use no connection and do not count. A quarter for messages to webhooks and a quarter for composing
 * digests leave half of the connections to the tasks of the schedule, of which a few hold one for minutes, and to what
 * finds out who is to be told. However many deliveries are due, a transaction then waits for its connection for less time
 * than Prisma allows.
 */
export const deliveriesInDatabase = poolSize / 4;
