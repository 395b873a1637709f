/** What Next gives a page: the parts of its address. */
export type PageProps<Params = unknown> = {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
