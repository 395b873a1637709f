import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { operations } from "@/lib/programs/api/operations";

const signingIn = "a browser signs in; a program brings a token";
const firstSteps = "a program needs no first steps";

/** For every action of the pages, the operations that do the same. A new action must be added here. */
const counterparts: Record<string, string[] | typeof signingIn | typeof firstSteps> = {
  claim: ["claimPaper"],
  decide: ["decideClaim"],
  comment: ["addComment"],
  removeComment: ["deleteComment"],
  feature: ["featurePaper", "unfeaturePaper"],
  edit: ["changePaper"],
  hide: ["hidePaper"],
  unhide: ["unhidePaper"],
  approve: ["decideSubmission"],
  decline: ["decideSubmission"],
  setBan: ["banPerson", "unbanPerson"],
  giveRole: ["giveRole"],
  tryJobAgain: ["retryJob"],
  dropJob: ["forgetJob"],
  sendDigestAgain: ["retryDigest"],
  dropDigest: ["skipDigest"],
  retryAllFailed: ["retryDigests"],
  stopNews: ["chooseNotificationMail"],
  takeMail: ["allowMail"],
  signInByMail: signingIn,
  signInWith: signingIn,
  confirmSignIn: signingIn,
  choose: signingIn,
  saveProfile: ["changeMe"],
  signOutOne: ["endSession"],
  signOutOthers: ["endSession"],
  signOutEverywhere: ["endAllSessions"],
  removeAccount: ["deleteMe"],
  submit: ["submitPaper"],
  enterByHand: ["enterPaper"],
  subscribe: ["requestSubscription"],
  confirm: ["confirmSubscription"],
  stop: ["stopSubscription"],
  changePreferences: ["changeSubscription"],
  mailFeed: ["createDigestSubscription"],
  changeDigest: ["changeDigestSubscription"],
  stopDigest: ["stopDigestSubscription"],
  save: ["savePaper", "unsavePaper"],
  setSave: ["savePaper", "unsavePaper"],
  followOrNot: ["follow", "unfollow"],
  setFollow: ["follow", "unfollow"],
  endFollow: ["unfollow"],
  rename: ["renameFollow"],
  muteOrNot: ["mute", "unmute"],
  setMute: ["mute", "unmute"],
  addMute: ["mute"],
  endMute: ["unmute"],
  unmuteAndFollow: ["follow"],
  saveMix: ["createMix"],
  changeWeights: ["changeMix"],
  renameMix: ["changeMix"],
  beginWithMix: ["changeMix"],
  renewMix: ["renewMix"],
  removeMix: ["deleteMix"],
  chooseTopics: ["follow", "unfollow"],
  goOn: firstSteps,
  bring: ["bringLibrary"],
  readSome: ["readNotifications"],
  readAll: ["readNotifications"],
  chooseMail: ["chooseNotificationMail"],
  nameInterest: ["changeInterest"],
  restInterest: ["changeInterest"],
  joinInterests: ["mergeInterests"],
  removeInterest: ["removeInterest"],
  sortPapers: ["movePaper", "dropPaper"],
  takeOutPaper: ["takeOutOfLibrary"],
  makeInterest: ["makeInterest"],
  setLearns: ["changeReaderSettings"],
  chooseFrontPage: ["changeReaderSettings"],
  forgetTaste: ["resetTaste"],
  signal: ["giveSignal", "takeBackSignal"],
  setSignal: ["giveSignal", "takeBackSignal"],
  makeToken: ["createToken"],
  revoke: ["revokeToken"],
  makeWebhook: ["createWebhook"],
  switchWebhook: ["changeWebhook"],
  removeWebhook: ["deleteWebhook"],
  testWebhook: ["testWebhook"],
  sendAgain: ["sendAgain"],
  setUpvote: ["upvotePaper", "takeBackUpvote"],
};

it("what a person can do by a form, a program can do", () => {
  const known = new Set(operations.map(({ id }) => id));
  expect(listActions().sort()).toEqual(Object.keys(counterparts).sort());
  for (const same of Object.values(counterparts).flat())
    if (same !== signingIn && same !== firstSteps) expect([...known]).toContain(same);
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
