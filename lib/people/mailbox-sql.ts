import { Prisma } from "@/lib/base/db";
import { gmailDomains, mailboxParts, sameMailbox } from "@/lib/people/mail-address";

/**
 * The condition that the column `email` holds an address of the same mailbox as this one, whatever follows a plus sign and,
 * at Gmail, wherever its dots are.
 */
export function sameMailboxSql(address: string): Prisma.Sql {
  const { local, domain } = mailboxParts(address);
  if (gmailDomains.includes(domain))
    return Prisma.sql`(split_part(email, '@', 2) = ANY(${gmailDomains})
      AND replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') = ${local})`;
  const { exact, start, end } = sameMailbox(address);
  return Prisma.sql`(email = ${exact} OR (starts_with(email, ${start}) AND right(email, ${end.length}) = ${end}))`;
}
