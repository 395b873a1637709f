/** Links to the settings for API tokens and webhooks. */
export function ProgramLinks() {
  return (
    <p className="text-soft">
      <a href="/settings/tokens" className="link">
        Tokens
      </a>{" "}
      let a program act for you.{" "}
      <a href="/settings/webhooks" className="link">
        Webhooks
      </a>{" "}
      call your own server when something happens.
    </p>
  );
}
