-- CreateTable
CREATE TABLE "neighbour_likes" (
    "user_id" INTEGER NOT NULL,
    "paper_ids" INTEGER[],
    "weights" REAL[],

    CONSTRAINT "neighbour_likes_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "neighbour_likes" ADD CONSTRAINT "neighbour_likes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
