import { Prisma } from "@/lib/base/db";
import { sameMailbox } from "@/lib/people/mail-address";

/** The condition that the column `email` holds an address of the same mailbox as this one, whatever follows a plus sign. */
export function sameMailboxSql(address: string): Prisma.Sql {
  const { exact, start, end } = sameMailbox(address);
  return Prisma.sql`(email = ${exact} OR (starts_with(email, ${start}) AND right(email, ${end.length}) = ${end}))`;
}
