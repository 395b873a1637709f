CREATE TYPE "PendingState" AS ENUM ('waiting', 'unknown');

CREATE TABLE "pending_imports" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT,
    "state" "PendingState" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_imports_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "pending_imports_user_id_key_key" ON "pending_imports"("user_id", "key");
CREATE INDEX "pending_imports_key_idx" ON "pending_imports"("key");

ALTER TABLE "pending_imports" ADD CONSTRAINT "pending_imports_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
