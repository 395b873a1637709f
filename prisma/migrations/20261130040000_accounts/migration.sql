CREATE TABLE "bans" (
    "id" SERIAL NOT NULL,
    "banned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bans_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ban_marks" (
    "mark" TEXT NOT NULL,
    "ban_id" INTEGER NOT NULL,

    CONSTRAINT "ban_marks_pkey" PRIMARY KEY ("mark")
);
CREATE INDEX "ban_marks_ban_id_idx" ON "ban_marks"("ban_id");
ALTER TABLE "ban_marks" ADD CONSTRAINT "ban_marks_ban_id_fkey" FOREIGN KEY ("ban_id") REFERENCES "bans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "former_identities" (
    "user_id" INTEGER NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "former_identities_pkey" PRIMARY KEY ("user_id","mark")
);
ALTER TABLE "former_identities" ADD CONSTRAINT "former_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TYPE "AddressChangeKind" AS ENUM ('change', 'undo');
CREATE TABLE "address_changes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" "AddressChangeKind" NOT NULL,
    "email" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_changes_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "address_changes_hash_key" ON "address_changes"("hash");
CREATE INDEX "address_changes_user_id_idx" ON "address_changes"("user_id");
CREATE INDEX "address_changes_expires_at_idx" ON "address_changes"("expires_at");
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "users" ADD COLUMN "ban_id" INTEGER;
CREATE INDEX "users_ban_id_idx" ON "users"("ban_id");
ALTER TABLE "users" ADD CONSTRAINT "users_ban_id_fkey" FOREIGN KEY ("ban_id") REFERENCES "bans"("id") ON DELETE SET NULL ON UPDATE CASCADE;
