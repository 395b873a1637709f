-- CreateIndex
CREATE INDEX "papers_code_url_idx" ON "papers"("code_url");
