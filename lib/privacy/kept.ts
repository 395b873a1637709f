/** One kind of data about people: what it is, for how long it is kept, how to be rid of it, and where it is stored. */
export type Kept = {
  /** Stable name, also the anchor on the privacy page. */
  id: string;
  title: string;
  what: string;
  until: string;
  remove: string;
  /** The columns that hold it, by table, separated by spaces. Empty for what is stored outside the database. */
  columns: Record<string, string>;
};

const withAccount = "Until you delete your account.";
const deleteAccount = "Delete your account in the settings.";

/** Everything that the hub keeps about people, for the privacy page. A test compares it with the database's schema. */
export const kept: Kept[] = [
  {
    id: "account",
    title: "Your account",
    what: "E-mail address, username, role, and what you entered in your profile: name, picture, description, links and time zone. Everything but the address and the time zone is public.",
    until: withAccount,
    remove: "Change or empty the profile in the settings, or delete the account.",
    columns: {
      users:
        "id username name email email_verified image bio links time_zone role kind banned_at ban_id created_at",
    },
  },
  {
    id: "sign-in",
    title: "Signing in",
    what: "For each browser in which you are signed in: when you signed in, when you last used it, and its name and version as it sends them. Links that were mailed to you to sign in, or to change your address. If you sign in with another site: its name and your number there; the hub stores no key to that account.",
    until:
      "A session until you end it, or 90 days after you last used it; a link until it ends, and at most a day after that. A connection to another site until you delete your account.",
    remove: "End sessions in the settings, or delete your account.",
    columns: {
      sessions: "id session_token user_id expires user_agent created_at last_seen_at",
      verification_tokens: "identifier token expires",
      address_changes: "id user_id kind email hash created_at expires_at",
      accounts:
        "id user_id type provider provider_account_id refresh_token access_token expires_at token_type scope id_token session_state",
    },
  },
  {
    id: "bans",
    title: "Bans",
    what: "Of a banned account: a hash of its address and of its connections, so that the same person cannot simply begin anew. The hash is made with a key of the hub and cannot be turned back into an address. Of every account: the same hashes of earlier addresses and connections.",
    until:
      "A ban until it is lifted, also after the account was deleted. The hashes of other accounts until they are deleted.",
    remove: "Ask a moderator to lift the ban.",
    columns: {
      bans: "id banned_at",
      ban_marks: "mark ban_id",
      former_identities: "user_id mark",
    },
  },
  {
    id: "upvotes",
    title: "Upvotes",
    what: "Which papers you upvoted and when, also upvotes that you took back, so that past pages can be shown as they were. Others see only the number.",
    until: "For good. Once you delete your account, they no longer count and no longer lead to you.",
    remove: deleteAccount,
    columns: {
      votes: "id paper_id user_id cast_at weight withdrawn_at uncounted_at uncounted_reason",
    },
  },
  {
    id: "comments",
    title: "Comments and claims",
    what: "What you write, with your username and the time; and the papers that you claim as their author. Both are public, a claim once a curator has verified it.",
    until:
      "Until you delete the comment or your account. The place of a deleted comment in its thread stays, without words and name.",
    remove: "Delete the comment, or your account. A claim is deleted with the account.",
    columns: {
      comments: "id paper_id user_id parent_id body html parts renderer size created_at deleted_at",
      claims: "id paper_id user_id author_name status created_at decided_at",
    },
  },
  {
    id: "submissions",
    title: "Submitted papers",
    what: "That you submitted a paper, and when. It is public.",
    until: "The paper stays. Once you delete your account, it names nobody.",
    remove: deleteAccount,
    columns: { papers: "submitter_id submitted_at" },
  },
  {
    id: "saved",
    title: "Saved papers, mixes and the library that you imported",
    what: "Papers you saved, mixes of your own page, papers you imported, and the titles of imported papers that the hub does not have. Only you see them.",
    until: withAccount,
    remove: "Unsave the paper, delete the mix, remove papers from your library at /interests/library.",
    columns: {
      saves: "user_id paper_id saved_at",
      mixes: "id user_id name slug weights token created_at",
      taste_texts: "id user_id text model vector scale created_at",
      pending_imports: "id user_id key title state created_at tried_at",
      signals: "user_id paper_id kind why given_at",
    },
  },
  {
    id: "taste",
    title: "What the hub learns from you",
    what: "Your interests with their papers, what you said about papers (“more like this”, “not for me”), what you removed from your interests, and papers that readers with a similar taste liked. It orders your own page. Only you see it, and nobody else can find out who the other readers are.",
    until: withAccount,
    remove:
      "Reset your taste, or switch learning off, at /interests. Feedback on single papers can be taken back there.",
    columns: {
      readers:
        "user_id learns own_page reset_at trained_at taste_changes first_steps_at notification_mail mail_tries mail_again_at mix_id",
      interests: "id user_id name provisional named_for kept paused model created_at trained_at",
      interest_papers: "interest_id paper_id kept",
      taste_skips: "user_id paper_id skipped_at",
      neighbour_likes: "user_id paper_ids weights",
    },
  },
  {
    id: "impressions",
    title: "What you were shown and what you opened",
    what: "When signed in: which papers your own page showed you first, which you scrolled past, and whose pages you opened, with the times of your current and your last visit.",
    until: "90 days after the last of these. The times of your visits until the next ones replace them.",
    remove: "Switch learning off at /interests: nothing more is recorded. Delete your account for the rest.",
    columns: {
      impressions: "user_id paper_id part shown_at passes passed_at opened_at",
      readers: "visit_at last_visit_at page_at",
    },
  },
  {
    id: "follows",
    title: "Follows, mutes and notifications",
    what: "Topics, authors, people, papers, searches and texts that you follow or mute, the papers found for them, and your notifications. Only you see them.",
    until: "Follows and mutes until you end them. Notifications and found papers for 90 days.",
    remove: "Unfollow or unmute at /following.",
    columns: {
      follows: "id user_id kind ref label created_at found_until looked_at had_code had_version",
      follow_hits: "follow_id paper_id found_at",
      mutes: "id user_id kind ref label followed_as created_at",
      notifications:
        "id user_id kind paper_id version count first_comment_id author_names created_at read_at mailed_at",
    },
  },
  {
    id: "digests",
    title: "Feeds by mail",
    what: "Your address, the feed, the schedule and the time zone of each subscription, and which papers each mail contained and why.",
    until:
      "A subscription that was never confirmed for 7 days, one that was stopped for a year, a mail’s list of papers for a year.",
    remove: "Unsubscribe by the link in every mail. A deleted account takes its subscriptions along.",
    columns: {
      subscriptions:
        "id user_id email token feed cadence hour weekday time_zone most budgets created_at asked_at asked_cadence confirmed_at next_at unsubscribed_at stopped_by",
      digests:
        "id subscription_id period_kind period_start state due_at attempts next_attempt_at error subject message_id composed_at sent_at",
      digest_papers: "digest_id paper_id position reason budget_kind budget_ref",
    },
  },
  {
    id: "bounces",
    title: "Addresses that get no mail",
    what: "An address whose mail came back, or whose owner complained, and when. It gets no further mail.",
    until: "Until mail is allowed again, or the account with this address is deleted.",
    remove: "Allow mail again in the settings, or delete your account.",
    columns: { mail_stops: "email kind stopped_at" },
  },
  {
    id: "programs",
    title: "Tokens and webhooks",
    what: "The name of a token, its last characters and a hash of it, and when it was last used. The address of a webhook, and the messages that were sent there: a message about a comment has the comment’s words and its author’s username, a message about an upvote does not name the reader to the webhook’s owner.",
    until:
      "Until you revoke or delete them; a token that has expired for 90 days more. Messages to webhooks for 30 days, also after the account that they are about was deleted.",
    remove: "Revoke tokens and delete webhooks in the settings.",
    columns: {
      api_tokens: "id user_id name hash ending scope created_at expires_at last_used_at",
      webhooks: "id user_id url event feed secret created_at enabled_at waits_until disabled_at disabled_by",
      webhook_deliveries:
        "id webhook_id kind paper_key comment_id voter_id payload created_at attempts next_attempt_at last_attempt_at delivered_at status error",
    },
  },
  {
    id: "limits",
    title: "Network addresses",
    what: "How often a network address, a mail address or an account has used a form in the last minutes, to stop abuse. For IPv6 only the first half of the address. It is stored nowhere else.",
    until: "An hour, and at most an hour after that.",
    remove: "It is deleted by itself.",
    columns: { rate_limits: "key points expire" },
  },
  {
    id: "mails",
    title: "Mails that wait, and the log",
    what: "A hub without a mail server keeps its mails in a folder on its machine. The log holds errors, with the address of the page where they happened, which may contain what was searched for. It contains no mail addresses, network addresses or passwords.",
    until: "Mails in the folder for 30 days. The log for as long as whoever runs the hub keeps it.",
    remove: "Ask whoever runs the hub.",
    columns: {},
  },
  {
    id: "browser",
    title: "In your browser",
    what: "A cookie that signs you in, one for the time of signing in, and whether you chose the light or the dark look. Nothing that follows you elsewhere.",
    until: "The cookie for 90 days after your last visit, the look until you clear it.",
    remove: "Sign out, or delete the site’s data in your browser.",
    columns: {},
  },
];
