-- Vectors that are due again are looked up, however old their papers are.
CREATE INDEX "enrichments_vector_at_idx" ON "enrichments"("vector_at");
