/** Where the lists that come by mail are looked after. */
export function DigestLinks() {
  return (
    <p className="text-soft">
      <a href="/settings/digests" className="link">
        Lists that come to you by mail
      </a>
      : which, how often, at what hour, how many from each interest.{" "}
      <a href="/digests/preview" className="link">
        The next one, as it would come now
      </a>
      .
    </p>
  );
}
