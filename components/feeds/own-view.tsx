import { DayTabs, trendingTabs } from "@/components/feeds/day-tabs";
import { EmptyReason } from "@/components/feeds/empty-reason";
import { FeedList } from "@/components/feeds/feed-list";
import { Rail } from "@/components/feeds/rail";
import { NoMore } from "@/components/feeds/simple-feed";
import { MixerBox } from "@/components/mixer/mixer-box";
import { IndexNote } from "@/components/search/index-note";
import { SignalButtons } from "@/components/taste/signal-buttons";
import { TitleText } from "@/components/ui/math-text";
import type { EmptyList } from "@/lib/feeds/empty-list";
import type { OwnPageView } from "@/lib/feeds/for-you/own-page";
import type { Reader } from "@/lib/feeds/for-you/reader";

/** The reader's own trending page, or one of their saved mixes. */
export function OwnView(shown: OwnPageView) {
  const { page, empty, reader, today, latest, rising, own, progress, feedback } = shown;
  const named = own.saved && own.path.startsWith("/for-you/") ? own.saved.name : null;
  return (
    <main id="main" className="cols cols-mixed" data-own={reader.learns ? "" : undefined}>
      <div>
        <p className="kicker">
          {named ? "trending papers, in a mix of your own" : "what everyone reads, in an order of your own"}
        </p>
        <h1 className="title">{named ?? "Trending papers"}</h1>
        <DayTabs
          label="Lists"
          tabs={trendingTabs}
          current={named ? "" : "/for-you"}
          latest={latest}
          today={today}
        />
        <NewReaderHint reader={reader} />
        {reader.interests.size > 0 && <IndexNote progress={progress} />}
        {feedback && (
          <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line pt-2 pb-2 text-[13px]">
            <a
              href={`/papers/${feedback.paperKey}`}
              className="max-w-full truncate font-serif text-[14px] text-faint"
            >
              <TitleText text={feedback.title} />
            </a>
            <SignalButtons paperKey={feedback.paperKey} feedback={feedback.feedback} />
          </div>
        )}
      </div>
      <MixerBox own={own} mixes={reader.mixes} />
      <div className="mixed-list">
        <FeedList
          page={page}
          today={today}
          signedIn
          address={own.address}
          empty={
            empty?.day ? <NothingLeft /> : <NoneAtAll empty={empty} today={today} address={own.address} />
          }
          open={false}
        />
      </div>
      <Rail
        feed={own.address.replace(/^\/(?=\?|$)/, "/for-you")}
        signedIn
        rising={rising}
        latest={latest}
        today={today}
      >
        <YourPage learns={reader.learns} />
      </Rail>
    </main>
  );
}

/** Tells a reader without follows and interests how to personalise the page. */
function NewReaderHint({ reader }: { reader: Reader }) {
  if (reader.follows.length + reader.interests.size > 0) return null;
  return (
    <p className="border-b border-line py-3 text-[14px] text-soft">
      So far this is everyone’s order.{" "}
      <a href="/first-steps" className="link">
        Choose topics or bring papers you like
      </a>
      , or just upvote: it becomes yours.
    </p>
  );
}

function YourPage({ learns }: { learns: boolean }) {
  return (
    <section>
      <h2>Your page</h2>
      <p>
        It goes by what you{" "}
        <a href="/following" className="link">
          follow
        </a>{" "}
        and by your{" "}
        <a href="/interests" className="link">
          interests
        </a>
        , {learns ? "which you alone see" : "and learns nothing from you, as you wished"}.
      </p>
    </section>
  );
}

function NoneAtAll({ empty, today, address }: { empty: EmptyList | null; today: string; address: string }) {
  return empty ? <EmptyReason reason={empty} today={today} /> : <NoMore address={address} />;
}

/** Says why a page is empty although the hub has papers. */
function NothingLeft() {
  return (
    <>
      <p className="font-serif text-xl text-ink">No papers are left for your page</p>
      <p className="mt-2">
        Everything is muted or dismissed.{" "}
        <a href="/following" className="link">
          Check your mutes
        </a>{" "}
        or{" "}
        <a href="/trending" className="link">
          see what trends with everyone
        </a>
        .
      </p>
    </>
  );
}
