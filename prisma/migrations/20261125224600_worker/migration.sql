-- CreateEnum
CREATE TYPE "MailStopKind" AS ENUM ('bounce', 'complaint');

-- CreateTable
CREATE TABLE "tasks" (
    "name" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),
    "run_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "task_runs" (
    "id" BIGSERIAL NOT NULL,
    "task" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ms" INTEGER NOT NULL,
    "result" JSONB,
    "error" TEXT,

    CONSTRAINT "task_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "connection" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_stops" (
    "email" TEXT NOT NULL,
    "kind" "MailStopKind" NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_stops_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE INDEX "task_runs_task_id_idx" ON "task_runs"("task", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "workers_connection_key" ON "workers"("connection");

-- AddForeignKey
ALTER TABLE "task_runs" ADD CONSTRAINT "task_runs_task_fkey" FOREIGN KEY ("task") REFERENCES "tasks"("name") ON DELETE CASCADE ON UPDATE CASCADE;


