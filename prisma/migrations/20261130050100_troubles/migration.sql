-- What went wrong and has not worked since, so that /health and the admin pages can say so.
CREATE TABLE "troubles" (
  "kind" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "troubles_pkey" PRIMARY KEY ("kind")
);
