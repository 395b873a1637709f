/** The props that Next gives a page: the parameters of its path and its query. */
export type PageProps<Params = unknown> = {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
