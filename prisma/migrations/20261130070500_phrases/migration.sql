CREATE TABLE "phrases" (
    "stems" TEXT NOT NULL,
    "papers" INTEGER NOT NULL,
    "titles" INTEGER NOT NULL,

    CONSTRAINT "phrases_pkey" PRIMARY KEY ("stems")
);
