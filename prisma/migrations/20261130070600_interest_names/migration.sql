ALTER TABLE "interests"
  ADD COLUMN "provisional" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "named_for" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- Automatic names were given from one paper on. The next training, which is then due for everybody with such an interest,
-- names them by the present rule; names that readers chose stay.
UPDATE "readers" SET "trained_at" = NULL
WHERE "user_id" IN (SELECT "user_id" FROM "interests" WHERE NOT "kept");
