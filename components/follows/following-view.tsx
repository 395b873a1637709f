import { FollowList } from "@/components/follows/follow-list";
import { MixLines } from "@/components/follows/mix-lines";
import { MuteBox } from "@/components/follows/mute-box";
import { IndexNote } from "@/components/search/index-note";
import { maxFollows } from "@/lib/follows/schema";
import type { FollowingPage } from "@/lib/web/pages/following";

/** Everything that the viewer follows and mutes, with the forms that change it. */
export function FollowingView({ page }: { page: FollowingPage }) {
  const { follows, news, mixes, mutes, progress } = page;
  // Followed searches and texts find a paper once it can be found completely.
  const searches = follows.some(({ kind }) => kind === "search" || kind === "text");
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">only you see this list</p>
        <h1 className="title">Following</h1>
        {searches && <IndexNote progress={progress} />}
        {follows.length === 0 ? <NothingFollowed /> : <FollowList follows={follows} news={news} />}
        <MixLines mixes={mixes} />
        <MuteBox mutes={mutes} />
      </main>
      <aside className="rail">
        <section>
          <h2>What it does</h2>
          <p>
            Papers of what you follow rise on{" "}
            <a href="/" className="link">
              your own page
            </a>
            . Of a paper you hear when it has a new version, comments or code, and of an author or an
            organisation when a paper is new, in your{" "}
            <a href="/notifications" className="link">
              notifications
            </a>
            .
          </p>
        </section>
        <section>
          <h2>More to follow</h2>
          <ul>
            <More href="/topics">Topics</More>
            <More href="/organizations">Organisations</More>
            <More href="/search">A search: its page has a button</More>
            <More href="/similar">Papers like a text</More>
            <More href="/first-steps/papers">Add papers you know</More>
          </ul>
          <p className="mt-2 text-faint">At most {maxFollows} things in all.</p>
        </section>
      </aside>
    </div>
  );
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <li className="py-1">
      <a href={href} className="link">
        {children}
      </a>
    </li>
  );
}

function NothingFollowed() {
  return (
    <div className="border-t border-line py-10 text-soft">
      <p className="font-serif text-xl text-ink">You follow nothing yet</p>
      <p className="mt-2">
        Topics, authors, organisations, people, papers and searches have a “Follow” button on their pages. Or{" "}
        <a href="/first-steps" className="link">
          choose topics and import papers
        </a>
        .
      </p>
    </div>
  );
}
