import { ActionForm } from "@/components/action-form";
import { SubscribeFields } from "@/components/digests/subscribe-fields";
import { isEndedFeed } from "@/lib/feeds/page-address";
import { createDigestSubscription } from "@/lib/web/actions/digests";
import { requestSubscription } from "@/lib/web/actions/subscriptions";

type Props = {
  /** The address of a feed's page. For a past period, the box offers the trending feed instead. */
  feed: string;
  signedIn: boolean;
};

/** A form that subscribes to the feed of a page. Members are not asked for an address. */
export function SubscribeBox({ feed: page, signedIn }: Props) {
  const feed = isEndedFeed(page) ? "/" : page;
  return (
    <section>
      <h2>
        {feed === "/" ? "Get trending papers in your email inbox" : "Get this list in your email inbox"}
      </h2>
      <p className="mb-3">
        The papers worth your time, none of them twice. Nothing on days with nothing good.{" "}
        <a href="/digests/preview" className="link">
          See one
        </a>
      </p>
      <ActionForm action={signedIn ? createDigestSubscription : requestSubscription} submit="Subscribe" wide>
        <input type="hidden" name="feed" value={feed} />
        <SubscribeFields signedIn={signedIn} />
      </ActionForm>
    </section>
  );
}
