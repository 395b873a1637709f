-- AlterTable
ALTER TABLE "mutes" ADD COLUMN     "followed_as" TEXT;
