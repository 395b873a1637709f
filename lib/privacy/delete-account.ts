import * as community from "@/lib/community/personal-data";
import { forgetSubscriptions } from "@/lib/digests/subscriptions/personal-data";
import * as follows from "@/lib/follows/personal-data";
import { forgetMailStop } from "@/lib/mail/bounces";
import * as papers from "@/lib/papers/personal-data";
import { changeAndRecount } from "@/lib/papers/recount";
import * as people from "@/lib/people/personal-data";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Deletes the viewer's account for good, in one transaction. Votes are removed and their papers recounted, comments are
 * emptied, and submissions stay without a submitter. Everything else of theirs is deleted, including other people's
 * follows and mutes of them. What remains names nobody. Does nothing if the account is deleted already.
 * @throws AppError conflict for the only admin of a hub with other people
 */
export async function deleteAccount(viewer: Viewer, now = new Date()): Promise<void> {
  await changeAndRecount(viewer.id, async (tx) => {
    const person = await people.findLeaving(tx, viewer.id);
    if (!person) return;
    await papers.forgetPerson(tx, person.id, now);
    await community.forgetPerson(tx, person.id, now);
    if (person.username !== null) await follows.forgetPerson(tx, person.username);
    if (person.email !== null) {
      await forgetSubscriptions(tx, person.email);
      await forgetMailStop(tx, person.email);
    }
    await people.forgetPerson(tx, person);
  });
}
