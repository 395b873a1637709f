-- AlterTable
ALTER TABLE "readers" ADD COLUMN     "mail_again_at" TIMESTAMPTZ(3),
ADD COLUMN     "mail_tries" INTEGER NOT NULL DEFAULT 0;
