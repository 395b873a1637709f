-- A paper's organisation has a form in addresses, which all spellings of its name share, and may be set by people.
ALTER TABLE "papers"
  ADD COLUMN "organization_slug" TEXT,
  ADD COLUMN "organization_corrected" BOOLEAN NOT NULL DEFAULT false;

-- The worker fills in the slugs of the papers already here.
UPDATE "papers" SET "organization_slug" = '' WHERE "organization" IS NOT NULL;

CREATE INDEX "papers_organization_slug_announced_at_id_idx" ON "papers"("organization_slug", "announced_at" DESC, "id" DESC);

ALTER TYPE "FollowKind" ADD VALUE 'organization' AFTER 'author';
ALTER TYPE "MuteKind" ADD VALUE 'organization' AFTER 'author';
ALTER TYPE "TermKind" ADD VALUE 'organization';
