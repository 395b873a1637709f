/** What clients are told that look for a sign-in by OAuth, as those of the Model Context Protocol do. */
export const noOAuth =
  "This hub has no OAuth. Everything public can be read without a token; for the rest, send one made at /settings/tokens as `Authorization: Bearer <token>`. A client that cannot send headers can only read.";
