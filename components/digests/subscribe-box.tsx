import { ActionForm } from "@/components/action-form";
import { SubscribeFields } from "@/components/digests/subscribe-fields";
import { mailFeed } from "@/lib/web/actions/digests";
import { subscribe } from "@/lib/web/actions/subscriptions";

type Props = {
  /** The address of the list's page; a list that has ended stands for everyone's trending papers. */
  feed: string;
  signedIn: boolean;
};

/** "Get trending papers in your email inbox", or the list beside it. A member's address is known. */
export function SubscribeBox({ feed: page, signedIn }: Props) {
  const feed = isEnded(page) ? "/" : page;
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
      <ActionForm action={signedIn ? mailFeed : subscribe} submit="Subscribe" wide>
        <input type="hidden" name="feed" value={feed} />
        <SubscribeFields signedIn={signedIn} />
      </ActionForm>
    </section>
  );
}

function isEnded(address: string): boolean {
  return /^\/(date|week|month)\/|[?&]at=/.test(address);
}
