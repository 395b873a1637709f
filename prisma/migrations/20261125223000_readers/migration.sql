-- CreateEnum
CREATE TYPE "NotificationMail" AS ENUM ('never', 'daily', 'instantly');

-- CreateEnum
CREATE TYPE "SignalKind" AS ENUM ('more', 'less', 'library');

-- CreateEnum
CREATE TYPE "SignalWhy" AS ENUM ('field', 'seen', 'author', 'quality');

-- CreateEnum
CREATE TYPE "FollowKind" AS ENUM ('topic', 'author', 'person', 'paper', 'search', 'text');

-- CreateEnum
CREATE TYPE "MuteKind" AS ENUM ('topic', 'word', 'author', 'person');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('version', 'comments', 'code', 'author');

-- CreateTable
CREATE TABLE "readers" (
    "user_id" INTEGER NOT NULL,
    "learns" BOOLEAN NOT NULL DEFAULT true,
    "own_page" BOOLEAN NOT NULL DEFAULT true,
    "reset_at" TIMESTAMPTZ(3),
    "trained_at" TIMESTAMPTZ(3),
    "visit_at" TIMESTAMPTZ(3),
    "last_visit_at" TIMESTAMPTZ(3),
    "first_steps_at" TIMESTAMPTZ(3),
    "notification_mail" "NotificationMail" NOT NULL DEFAULT 'daily',
    "mix_id" INTEGER,

    CONSTRAINT "readers_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "interests" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kept" BOOLEAN NOT NULL DEFAULT false,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "model" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trained_at" TIMESTAMPTZ(3),

    CONSTRAINT "interests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interest_papers" (
    "interest_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "kept" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "interest_papers_pkey" PRIMARY KEY ("interest_id","paper_id")
);

-- CreateTable
CREATE TABLE "signals" (
    "user_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "kind" "SignalKind" NOT NULL,
    "why" "SignalWhy",
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("user_id","paper_id")
);

-- CreateTable
CREATE TABLE "taste_texts" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "model" TEXT,
    "vector" BYTEA,
    "scale" REAL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "taste_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follows" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" "FollowKind" NOT NULL,
    "ref" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "found_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "had_code" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "follows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_hits" (
    "follow_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_hits_pkey" PRIMARY KEY ("follow_id","paper_id")
);

-- CreateTable
CREATE TABLE "mutes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" "MuteKind" NOT NULL,
    "ref" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "label" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "showings" (
    "user_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "part" TEXT,
    "shown_at" TIMESTAMPTZ(3),
    "passes" INTEGER NOT NULL DEFAULT 0,
    "passed_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "showings_pkey" PRIMARY KEY ("user_id","paper_id")
);

-- CreateTable
CREATE TABLE "co_votes" (
    "paper_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "weight" REAL NOT NULL,

    CONSTRAINT "co_votes_pkey" PRIMARY KEY ("paper_id","other_id")
);

-- CreateTable
CREATE TABLE "mixes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "weights" JSONB NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mixes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "readers_mix_id_idx" ON "readers"("mix_id");

-- CreateIndex
CREATE INDEX "interests_user_id_idx" ON "interests"("user_id");

-- CreateIndex
CREATE INDEX "interest_papers_paper_id_idx" ON "interest_papers"("paper_id");

-- CreateIndex
CREATE INDEX "signals_paper_id_idx" ON "signals"("paper_id");

-- CreateIndex
CREATE INDEX "signals_given_at_idx" ON "signals"("given_at");

-- CreateIndex
CREATE UNIQUE INDEX "taste_texts_user_id_text_key" ON "taste_texts"("user_id", "text");

-- CreateIndex
CREATE INDEX "follows_kind_ref_idx" ON "follows"("kind", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "follows_user_id_kind_ref_key" ON "follows"("user_id", "kind", "ref");

-- CreateIndex
CREATE INDEX "follow_hits_paper_id_idx" ON "follow_hits"("paper_id");

-- CreateIndex
CREATE UNIQUE INDEX "mutes_user_id_kind_ref_key" ON "mutes"("user_id", "kind", "ref");

-- CreateIndex
CREATE INDEX "notifications_user_id_created_at_idx" ON "notifications"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "notifications_paper_id_idx" ON "notifications"("paper_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_user_id_subject_key" ON "notifications"("user_id", "subject");

-- CreateIndex
CREATE INDEX "showings_paper_id_idx" ON "showings"("paper_id");

-- CreateIndex
CREATE INDEX "showings_shown_at_idx" ON "showings"("shown_at");

-- CreateIndex
CREATE INDEX "co_votes_other_id_idx" ON "co_votes"("other_id");

-- CreateIndex
CREATE UNIQUE INDEX "mixes_token_key" ON "mixes"("token");

-- CreateIndex
CREATE UNIQUE INDEX "mixes_user_id_slug_key" ON "mixes"("user_id", "slug");

-- AddForeignKey
ALTER TABLE "readers" ADD CONSTRAINT "readers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readers" ADD CONSTRAINT "readers_mix_id_fkey" FOREIGN KEY ("mix_id") REFERENCES "mixes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interests" ADD CONSTRAINT "interests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest_papers" ADD CONSTRAINT "interest_papers_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest_papers" ADD CONSTRAINT "interest_papers_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taste_texts" ADD CONSTRAINT "taste_texts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_hits" ADD CONSTRAINT "follow_hits_follow_id_fkey" FOREIGN KEY ("follow_id") REFERENCES "follows"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_hits" ADD CONSTRAINT "follow_hits_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "showings" ADD CONSTRAINT "showings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "showings" ADD CONSTRAINT "showings_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "co_votes" ADD CONSTRAINT "co_votes_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "co_votes" ADD CONSTRAINT "co_votes_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mixes" ADD CONSTRAINT "mixes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


