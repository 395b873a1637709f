import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { operations } from "@/lib/programs/api/operations";

/** Actions that do not carry the name of the operation that does the same, and why not. */
const otherNames: Record<string, string[]> = {
  // One form with two states, whose field says which of the two is wanted.
  setUpvote: ["upvotePaper", "takeBackUpvote"],
  setSave: ["savePaper", "unsavePaper"],
  setFollow: ["follow", "unfollow"],
  setMute: ["mute", "unmute"],
  setSignal: ["giveSignal", "takeBackSignal"],
  // Forms for a part of what the operation changes.
  renameMix: ["changeMix"],
  setDefaultMix: ["changeMix"],
  renameInterest: ["changeInterest"],
  pauseInterest: ["changeInterest"],
  movePapers: ["movePaper", "dropPaper"],
  followTopics: ["follow", "unfollow"],
  followAgain: ["follow"],
  readAllNotifications: ["readNotifications"],
  stopNotificationMail: ["chooseNotificationMail"],
  endOtherSessions: ["endSession"],
  // The API calls the caller's own account "me".
  changeProfile: ["changeMe"],
  deleteAccount: ["deleteMe"],
  // A browser signs in and takes first steps; a program brings a token.
  signInByMail: [],
  signInWith: [],
  confirmSignIn: [],
  connect: [],
  disconnect: [],
  becomeAdmin: [],
  // Only a recent sign-in may change the address, and its mailed link confirms it.
  requestAddressChange: [],
  confirmAddressChange: [],
  // A moderator may name the account, or the address that a deleted one had.
  unbanAddress: ["unbanPerson"],
  chooseUsername: [],
  endFirstSteps: [],
  // The API's names stay for the programs that know them.
  setWebhook: ["changeWebhook"],
  redeliver: ["sendAgain"],
  importLibrary: ["bringLibrary"],
};

const ids = new Set(operations.map(({ id }) => id));

it("what a person can do by a form, a program can do by an operation of the same name", () => {
  const actions = listActions();
  expect(actions.filter((action) => !ids.has(action)).sort()).toEqual(Object.keys(otherNames).sort());
  for (const id of Object.values(otherNames).flat()) expect([...ids]).toContain(id);
});

it("every operation is documented: a summary, an example, an answer with a name", () => {
  for (const { id, summary, example, params } of operations) {
    expect(summary, id).toMatch(/^[A-Z].*[^.]$/);
    expect(example, id).toBeDefined();
    expect(Object.keys(example?.params ?? {}), id).toEqual(Object.keys(params?.shape ?? {}));
  }
});

function listActions(): string[] {
  const texts = readdirSync("lib/web/actions").map((file) => readFileSync(`lib/web/actions/${file}`, "utf8"));
  return texts.flatMap((text) =>
    [...text.matchAll(/^export (?:const|async function) (\w+)/gm)].map(([, name = ""]) => name),
  );
}
