/** Says that no paper has the organisation of the address. */
export default function OrganizationNotFound() {
  return (
    <main id="main" className="narrow text-center">
      <p className="kicker">404</p>
      <h1 className="title">No paper here is from this organisation</h1>
      <p className="prose-narrow">Check the address, or look for the organisation in the list.</p>
      <p className="mt-8 flex flex-wrap justify-center gap-3">
        <a href="/organizations" className="btn btn-solid">
          Organisations
        </a>
        <a href="/search" className="btn">
          Search
        </a>
      </p>
    </main>
  );
}
