import { feedFile, feedFormats, formats, isFeedFormat } from "@/lib/programs/formats/formats";

const entries = Object.entries(formats) as [keyof typeof formats, { name: string; type: string }][];

type Props = {
  address: string;
  /** The address of the same list in the order to subscribe to, if that is another one. */
  feedAddress?: string | undefined;
};

/** Links to a feed in other formats: visible ones below the list, and `<link>` elements for programs. */
export function FeedFiles({ address, feedAddress = address }: Props) {
  return (
    <p className="meta pt-6">
      <FeedLinks address={feedAddress} />
      <span>This list as</span>
      {entries.map(([format, { name }]) =>
        isFeedFormat(format) ? (
          <a key={format} href={feedFile(feedAddress, format)}>
            {name}
          </a>
        ) : (
          <a key={format} href={feedFile(address, format)} rel="nofollow">
            {name}
          </a>
        ),
      )}
    </p>
  );
}

/** `<link>` elements for the formats that feed readers subscribe to. React moves them into the page's head. */
export function FeedLinks({ address }: { address: string }) {
  return Object.entries(feedFormats).map(([format, { name, type }]) => (
    <link
      key={format}
      rel="alternate"
      type={type}
      title={name}
      href={feedFile(address, format as keyof typeof feedFormats)}
    />
  ));
}
