-- A paper of a retired topic is also one of the topic that replaced it, as at arXiv, so that lists, feeds, follows and mutes of
-- today's topic have it. Who followed or had muted a retired topic does so with today's.
CREATE TEMPORARY TABLE successors AS SELECT * FROM (VALUES
    ('acc-phys', 'physics.acc-ph'), ('adap-org', 'nlin.AO'), ('alg-geom', 'math.AG'), ('ao-sci', 'physics.ao-ph'),
    ('atom-ph', 'physics.atom-ph'), ('bayes-an', 'physics.data-an'), ('chao-dyn', 'nlin.CD'), ('chem-ph', 'physics.chem-ph'),
    ('cmp-lg', 'cs.CL'), ('comp-gas', 'nlin.CG'), ('dg-ga', 'math.DG'), ('funct-an', 'math.FA'),
    ('mtrl-th', 'cond-mat.mtrl-sci'), ('patt-sol', 'nlin.PS'), ('plasm-ph', 'physics.plasm-ph'), ('q-alg', 'math.QA'),
    ('solv-int', 'nlin.SI'), ('supr-con', 'cond-mat.supr-con')) AS pairs(former, current);

UPDATE papers p SET topics = p.topics || added.ids
FROM (SELECT o.id, array_agg(s.current ORDER BY s.current) AS ids FROM papers o JOIN successors s ON s.former = ANY(o.topics)
  WHERE o.topics && (SELECT array_agg(former) FROM successors) AND s.current <> ALL(o.topics) GROUP BY o.id) added
WHERE p.id = added.id;

UPDATE follows f SET ref = s.current FROM successors s WHERE f.kind = 'topic' AND f.ref = s.former
  AND NOT EXISTS (SELECT 1 FROM follows o WHERE o.user_id = f.user_id AND o.kind = 'topic' AND o.ref = s.current);
UPDATE mutes f SET ref = s.current FROM successors s WHERE f.kind = 'topic' AND f.ref = s.former
  AND NOT EXISTS (SELECT 1 FROM mutes o WHERE o.user_id = f.user_id AND o.kind = 'topic' AND o.ref = s.current);
DROP TABLE successors;
