import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { listLiked } from "@/lib/feeds/taste/interests";
import { changeReaderSettings, getReaderSettings } from "@/lib/feeds/taste/taste-settings";
import { savePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));

it("saves a reader's settings for their page", async () => {
  const viewer = await makePerson();
  expect(await getReaderSettings(viewer)).toEqual({ learns: true, ownPage: true });
  await changeReaderSettings(viewer, { ownPage: false });
  await changeReaderSettings(viewer, { ownPage: false });
  await changeReaderSettings(viewer, { learns: false }, at(18));
  expect(await getReaderSettings(viewer)).toEqual({ learns: false, ownPage: false });
  await changeReaderSettings(viewer, { ownPage: true });
  expect(await getReaderSettings(viewer)).toEqual({ learns: false, ownPage: true });
});

it("lists what the reader upvoted or saved last, once each", async () => {
  const viewer = await makePerson();
  const { key: first } = await makePaper();
  const { key: second } = await makePaper();
  const { key: third } = await makePaper();
  await upvotePaper(viewer, first, at(13));
  await upvotePaper(viewer, second, at(14));
  await savePaper(viewer, first, at(15));
  await upvotePaper(viewer, third, at(16));
  await takeBackUpvote(viewer, third, at(17));
  expect((await listLiked(viewer)).map(({ key }) => key)).toEqual([first, second]);
  expect(await listLiked(await makePerson())).toEqual([]);
});
