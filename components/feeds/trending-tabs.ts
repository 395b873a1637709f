/** The lists of a signed-in reader's trending page. */
export const trendingTabs = [
  { href: "/for-you", name: "For you" },
  { href: "/trending", name: "Everyone" },
  { href: "/trending?window=week", name: "This week" },
  { href: "/trending?window=month", name: "This month" },
];
