/** Links to the viewer's subscriptions and to a preview of the next digest. */
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
