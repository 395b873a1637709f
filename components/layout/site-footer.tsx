import { KeysDialog } from "@/components/layout/keys-dialog";
import { getConfig } from "@/lib/base/config";

/** The footer of every page. */
export function SiteFooter() {
  return (
    <footer className="wrap">
      <div className="flex flex-wrap gap-x-5 gap-y-2 border-t border-line py-8 text-[13px] text-faint">
        <span>{getConfig().HUB_NAME}, a community hub for research papers</span>
        <a href="/new">New</a>
        <a href="/topics">Topics</a>
        <a href="/organizations">Organisations</a>
        <a href="/map">Map</a>
        <a href="/search">Search</a>
        <a href="/digests">Digests</a>
        <a href="/about">About</a>
        <a href="/about/privacy">Privacy</a>
        <a href="/about/ranking">How trending works</a>
        <a href="/developers">For developers</a>
        <button type="button" data-show-keys data-needs-script>
          Keyboard
        </button>
        <span>Thank you to arXiv for use of its open access interoperability.</span>
      </div>
      <KeysDialog />
    </footer>
  );
}
