PRAGMA application_id = 1330661710;
PRAGMA user_version = 7;
CREATE TABLE analysis (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
  action TEXT NOT NULL CHECK (action <> ''),
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE TABLE audit_head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  entries INTEGER NOT NULL CHECK (entries >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE TABLE ballot (
  id TEXT PRIMARY KEY CHECK (id <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  content TEXT NOT NULL CHECK (json_valid(content)),
  created TEXT NOT NULL CHECK (created GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  rank INTEGER NOT NULL CHECK (rank >= 1),
  score REAL NOT NULL,
  people INTEGER NOT NULL CHECK (people >= 0)
) STRICT;
CREATE TABLE candidate_gate (
  candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  key TEXT NOT NULL CHECK (key <> ''),
  name TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'unknown')),
  reason TEXT NOT NULL,
  PRIMARY KEY (candidate, position),
  UNIQUE (candidate, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate_issue (
  candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  issue INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
  PRIMARY KEY (candidate, position),
  UNIQUE (candidate, issue)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate_part (
  candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  key TEXT NOT NULL CHECK (key <> ''),
  name TEXT NOT NULL,
  value REAL NOT NULL,
  scaled REAL NOT NULL,
  weight REAL NOT NULL,
  points REAL NOT NULL,
  explanation TEXT NOT NULL,
  PRIMARY KEY (candidate, position),
  UNIQUE (candidate, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate_record (
  candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
  record INTEGER NOT NULL REFERENCES record (seq),
  PRIMARY KEY (candidate, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE issue (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  label TEXT NOT NULL CHECK (label <> ''),
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),
  medoid INTEGER NOT NULL REFERENCES record (seq),
  cohesion REAL NOT NULL
) STRICT;
CREATE TABLE issue_decision (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'pin', 'exclude', 'undo')),
  author TEXT NOT NULL CHECK (author <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  label TEXT CHECK (label <> ''),
  undoes INTEGER UNIQUE REFERENCES issue_decision (id),
  CHECK ((kind = 'rename') = (label IS NOT NULL)),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
  CHECK (undoes IS NULL OR undoes < id)
) STRICT;
CREATE TABLE issue_decision_record (
  decision INTEGER NOT NULL,
  record INTEGER NOT NULL REFERENCES record (seq),
  side INTEGER NOT NULL,
  PRIMARY KEY (decision, record),
  FOREIGN KEY (decision, side) REFERENCES issue_decision_side (decision, side)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_decision_side (
  decision INTEGER NOT NULL REFERENCES issue_decision (id),
  side INTEGER NOT NULL CHECK (side >= 1),
  issue INTEGER CHECK (issue >= 1),
  PRIMARY KEY (decision, side)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_extreme (
  issue INTEGER NOT NULL REFERENCES issue (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  record INTEGER NOT NULL REFERENCES record (seq),
  PRIMARY KEY (issue, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_member (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  issue INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
  copy_group INTEGER CHECK (copy_group >= 1)
) STRICT;
CREATE TABLE issue_numbering (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  next INTEGER NOT NULL CHECK (next >= 1),
  decided INTEGER NOT NULL CHECK (decided >= 0)
) STRICT;
CREATE TABLE issue_outline (
  issue INTEGER PRIMARY KEY REFERENCES issue (id),
  nearest INTEGER REFERENCES issue (id),
  likeness REAL CHECK (likeness BETWEEN 0 AND 1),
  CHECK ((nearest IS NULL) = (likeness IS NULL)),
  CHECK (nearest IS NULL OR nearest <> issue)
) STRICT;
CREATE TABLE issue_part (
  issue INTEGER NOT NULL REFERENCES issue (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  label TEXT NOT NULL CHECK (label <> ''),
  PRIMARY KEY (issue, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_part_record (
  issue INTEGER NOT NULL,
  position INTEGER NOT NULL,
  record INTEGER NOT NULL REFERENCES record (seq),
  PRIMARY KEY (issue, position, record),
  FOREIGN KEY (issue, position) REFERENCES issue_part (issue, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue_trail (
  id INTEGER PRIMARY KEY,
  run INTEGER REFERENCES run (id),
  time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
  kind TEXT NOT NULL CHECK (kind IN ('merged', 'split', 'ended')),
  from_issue INTEGER NOT NULL CHECK (from_issue >= 1),
  to_issue INTEGER CHECK (to_issue >= 1),
  members INTEGER NOT NULL CHECK (members >= 0),
  label TEXT NOT NULL,
  CHECK ((kind = 'ended') = (to_issue IS NULL)),
  CHECK (to_issue IS NULL OR to_issue <> from_issue)
) STRICT;
CREATE TABLE lead (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  explanation TEXT NOT NULL,
  strength REAL NOT NULL,
  issue INTEGER REFERENCES issue (id) ON DELETE CASCADE,
  unit TEXT,
  topics TEXT NOT NULL CHECK (json_valid(topics))
) STRICT;
CREATE TABLE lead_evidence (
  lead INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (lead, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE lead_record (
  lead INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  record INTEGER NOT NULL REFERENCES record (seq),
  PRIMARY KEY (lead, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key_fingerprint TEXT NOT NULL
    CHECK (length(key_fingerprint) = 16 AND key_fingerprint NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
  channel TEXT NOT NULL CHECK (channel IN ('hotline', 'petition', 'proposal', 'letter', 'station', 'consultation')),
  first_file INTEGER NOT NULL,
  first_sheet INTEGER NOT NULL,
  first_row INTEGER NOT NULL CHECK (first_row >= 1),
  number TEXT,
  received TEXT CHECK (received GLOB '[0-9][0-9][0-9][0-9]*'),
  person TEXT CHECK (length(person) = 16 AND person NOT GLOB '*[^0-9a-f]*'),
  demand_type TEXT,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  county TEXT,
  township TEXT,
  community TEXT,
  grid TEXT,
  lead_unit TEXT,
  joint_units TEXT NOT NULL CHECK (json_valid(joint_units)),
  dispatched TEXT CHECK (dispatched GLOB '[0-9][0-9][0-9][0-9]*'),
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]*'),
  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]*'),
  status TEXT,
  contacted INTEGER CHECK (contacted IN (0, 1)),
  solved INTEGER CHECK (solved IN (0, 1)),
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  likes INTEGER NOT NULL CHECK (likes >= 0),
  dislikes INTEGER NOT NULL CHECK (dislikes >= 0),
  cosigners INTEGER NOT NULL CHECK (cosigners >= 0), informant INTEGER NOT NULL DEFAULT 0 CHECK (informant IN (0, 1)),
  UNIQUE (first_file, first_sheet, first_row),
  FOREIGN KEY (first_file, first_sheet) REFERENCES source_sheet (source_file, position)
) STRICT;
CREATE TABLE record_class (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  level1 TEXT NOT NULL CHECK (level1 <> ''),
  level2 TEXT CHECK (level2 <> ''),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  evidence TEXT NOT NULL CHECK (json_valid(evidence))
, level3 TEXT CHECK (level3 <> '')) STRICT;
CREATE TABLE record_history (
  record INTEGER NOT NULL REFERENCES record (seq),
  step INTEGER NOT NULL CHECK (step >= 1),
  source_file INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  row INTEGER NOT NULL,
  lead_unit TEXT,
  joint_units TEXT NOT NULL CHECK (json_valid(joint_units)),
  dispatched TEXT,
  due TEXT,
  closed TEXT,
  status TEXT,
  contacted INTEGER CHECK (contacted IN (0, 1)),
  solved INTEGER CHECK (solved IN (0, 1)),
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  likes INTEGER NOT NULL CHECK (likes >= 0),
  dislikes INTEGER NOT NULL CHECK (dislikes >= 0),
  cosigners INTEGER NOT NULL CHECK (cosigners >= 0),
  reply TEXT,
  PRIMARY KEY (record, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_match (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  changes TEXT CHECK (changes IS NULL OR json_valid(changes)),
  title TEXT,
  body TEXT
) STRICT;
CREATE TABLE record_original (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  address TEXT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  reply TEXT
) STRICT;
CREATE TABLE record_revision (
  id TEXT PRIMARY KEY CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
  record INTEGER NOT NULL REFERENCES record (seq),
  address TEXT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  reply TEXT
) STRICT;
CREATE TABLE record_shown (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  title TEXT,
  body TEXT,
  reply TEXT
) STRICT;
CREATE TABLE reject_original (
  source_file INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  row INTEGER NOT NULL,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  PRIMARY KEY (source_file, sheet, row),
  FOREIGN KEY (source_file, sheet, row) REFERENCES source_row (source_file, sheet, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE reject_successor (
  source_file INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  row INTEGER NOT NULL,
  by_file INTEGER NOT NULL,
  by_sheet INTEGER NOT NULL,
  by_row INTEGER NOT NULL,
  PRIMARY KEY (source_file, sheet, row),
  FOREIGN KEY (source_file, sheet, row) REFERENCES source_row (source_file, sheet, row),
  FOREIGN KEY (by_file, by_sheet, by_row) REFERENCES source_row (source_file, sheet, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE repeat_group (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('samePerson', 'identical', 'nearIdentical')),
  campaign INTEGER NOT NULL CHECK (campaign IN (0, 1)),
  people INTEGER NOT NULL CHECK (people >= 1)
) STRICT;
CREATE TABLE repeat_member (
  record INTEGER PRIMARY KEY REFERENCES record (seq),
  repeat_group INTEGER NOT NULL REFERENCES repeat_group (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  role TEXT NOT NULL CHECK (role IN ('first', 'again', 'news', 'copy', 'copyWithNews')),
  news TEXT NOT NULL CHECK (json_valid(news)),
  UNIQUE (repeat_group, position)
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL CHECK (started GLOB '[0-9][0-9][0-9][0-9]*'),
  finished TEXT CHECK (finished GLOB '[0-9][0-9][0-9][0-9]*'),
  status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'failed')),
  manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
  CHECK ((status = 'running') = (finished IS NULL))
) STRICT;
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  format TEXT NOT NULL CHECK (format <> ''),
  encoding TEXT,
  first_run TEXT NOT NULL CHECK (first_run GLOB '[0-9][0-9][0-9][0-9]*'), complete INTEGER NOT NULL DEFAULT 1 CHECK (complete IN (0, 1)), rows INTEGER NOT NULL DEFAULT 0 CHECK (rows >= 0), settings TEXT NOT NULL DEFAULT '', notices TEXT CHECK (notices IS NULL OR json_valid(notices)), failure TEXT CHECK (failure <> ''),
  UNIQUE (name, sha256)
) STRICT;
CREATE TABLE source_row (
  source_file INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  row INTEGER NOT NULL CHECK (row >= 1),
  number TEXT,
  record INTEGER REFERENCES record (seq),
  outcome TEXT NOT NULL CHECK (outcome IN ('record', 'merged', 'rejected')),
  updated INTEGER NOT NULL CHECK (updated IN (0, 1)),
  reason TEXT CHECK (reason <> ''),
  PRIMARY KEY (source_file, sheet, row),
  FOREIGN KEY (source_file, sheet) REFERENCES source_sheet (source_file, position),
  CHECK ((outcome = 'rejected') = (record IS NULL)),
  CHECK ((outcome = 'rejected') = (reason IS NOT NULL)),
  CHECK (updated = 0 OR outcome = 'merged')
) STRICT, WITHOUT ROWID;
CREATE TABLE source_sheet (
  source_file INTEGER NOT NULL REFERENCES source_file (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  name TEXT,
  PRIMARY KEY (source_file, position),
  UNIQUE (source_file, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE source_table (
  source_file INTEGER NOT NULL REFERENCES source_file (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  sheet TEXT,
  header_row INTEGER CHECK (header_row >= 1),
  channel TEXT NOT NULL CHECK (channel IN ('hotline', 'petition', 'proposal', 'letter', 'station', 'consultation')),
  header TEXT NOT NULL CHECK (json_valid(header)),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  PRIMARY KEY (source_file, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE taxonomy (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  hash TEXT NOT NULL CHECK (length(hash) = 16 AND hash NOT GLOB '*[^0-9a-f]*'),
  file TEXT NOT NULL CHECK (file <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  imported TEXT NOT NULL CHECK (imported GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT;
CREATE TABLE taxonomy_class (
  taxonomy INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  code TEXT CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  level INTEGER NOT NULL CHECK (level >= 1),
  parent INTEGER CHECK (parent >= 1 AND parent < position),
  note TEXT NOT NULL,
  PRIMARY KEY (taxonomy, position),
  UNIQUE (taxonomy, code),
  FOREIGN KEY (taxonomy, parent) REFERENCES taxonomy_class (taxonomy, position),
  CHECK ((level = 1) = (parent IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE taxonomy_mapping (
  old INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
  new INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  old_path TEXT NOT NULL,
  new_path TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
  PRIMARY KEY (old, new, position),
  CHECK (old <> new AND (old_path <> '' OR new_path <> ''))
) STRICT, WITHOUT ROWID;
CREATE TABLE theme (
  id INTEGER PRIMARY KEY CHECK (id >= 1),
  label TEXT NOT NULL CHECK (label <> ''),
  category TEXT CHECK (category <> '')
) STRICT;
CREATE TABLE theme_issue (
  issue INTEGER PRIMARY KEY REFERENCES issue (id),
  theme INTEGER NOT NULL REFERENCES theme (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  UNIQUE (theme, position)
) STRICT;
CREATE INDEX issue_member_issue ON issue_member (issue);
CREATE INDEX issue_trail_from ON issue_trail (from_issue);
CREATE INDEX record_number ON record (channel, number, received) WHERE number IS NOT NULL;
CREATE INDEX record_revision_record ON record_revision (record);
CREATE INDEX source_row_merged ON source_row (record) WHERE outcome = 'merged';
CREATE INDEX source_row_merged_number ON source_row (number) WHERE outcome = 'merged';
CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
WHEN NEW.entries <> OLD.entries + 1
  OR NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.entries AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
WHEN EXISTS (SELECT 1 FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER issue_decision_no_delete BEFORE DELETE ON issue_decision
BEGIN SELECT RAISE(ABORT, 'issue_decision is append-only'); END;
CREATE TRIGGER issue_decision_no_replace BEFORE INSERT ON issue_decision
WHEN EXISTS (SELECT 1 FROM issue_decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'issue_decision is append-only'); END;
CREATE TRIGGER issue_decision_no_update BEFORE UPDATE ON issue_decision
BEGIN SELECT RAISE(ABORT, 'issue_decision is append-only'); END;
CREATE TRIGGER issue_decision_record_no_delete BEFORE DELETE ON issue_decision_record
BEGIN SELECT RAISE(ABORT, 'issue_decision_record is append-only'); END;
CREATE TRIGGER issue_decision_record_no_replace BEFORE INSERT ON issue_decision_record
WHEN EXISTS (SELECT 1 FROM issue_decision_record WHERE decision = NEW.decision AND record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'issue_decision_record is append-only'); END;
CREATE TRIGGER issue_decision_record_no_update BEFORE UPDATE ON issue_decision_record
BEGIN SELECT RAISE(ABORT, 'issue_decision_record is append-only'); END;
CREATE TRIGGER issue_decision_side_no_delete BEFORE DELETE ON issue_decision_side
BEGIN SELECT RAISE(ABORT, 'issue_decision_side is append-only'); END;
CREATE TRIGGER issue_decision_side_no_replace BEFORE INSERT ON issue_decision_side
WHEN EXISTS (SELECT 1 FROM issue_decision_side WHERE decision = NEW.decision AND side = NEW.side)
BEGIN SELECT RAISE(ABORT, 'issue_decision_side is append-only'); END;
CREATE TRIGGER issue_decision_side_no_update BEFORE UPDATE ON issue_decision_side
BEGIN SELECT RAISE(ABORT, 'issue_decision_side is append-only'); END;
CREATE TRIGGER issue_trail_no_delete BEFORE DELETE ON issue_trail
BEGIN SELECT RAISE(ABORT, 'issue_trail is append-only'); END;
CREATE TRIGGER issue_trail_no_replace BEFORE INSERT ON issue_trail
WHEN EXISTS (SELECT 1 FROM issue_trail WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'issue_trail is append-only'); END;
CREATE TRIGGER issue_trail_no_update BEFORE UPDATE ON issue_trail
BEGIN SELECT RAISE(ABORT, 'issue_trail is append-only'); END;
INSERT INTO "analysis" VALUES (1, '6d9ebb657151d92edfdad09f31c164309f97dc8bbdf3be7c2b53ee675357cb54');
INSERT INTO "audit" VALUES (1, '2024-05-01T09:50:00', 'run', '{}', 'b5c3e3d4e8b3d78a59e338f7a3255b1ef152f53f3b1113569c51eb614bd2241d');
INSERT INTO "audit" VALUES (2, '2024-05-01T09:50:00', 'decision', '{}', '923d27aaceb5114730ae9dddc247c5786dfb5515888b66ae285b82aecf6052d8');
INSERT INTO "audit" VALUES (3, '2024-05-01T09:50:00', 'decision', '{}', '32d4215cfbed5d2048ff904eac855d54d4a9353004052cb91c8150114e88f894');
INSERT INTO "audit" VALUES (4, '2024-05-01T09:50:00', 'decision', '{}', '40febf49602d3a1f34bfb11541d6ea71b063b65ab7d88c243b94d8e894a4cb7c');
INSERT INTO "audit" VALUES (5, '2024-05-01T09:50:00', 'decision', '{}', '58acc17943cc7d7eb219ca886edfaa53cffaed04e271387a3b7d709803688872');
INSERT INTO "audit" VALUES (6, '2024-05-01T09:50:00', 'decision', '{}', '4fd8098eef54cf84f5a41485cf3284f07369fa943bce14a828907aab1d0c07e0');
INSERT INTO "audit" VALUES (7, '2024-05-01T09:50:00', 'decision', '{}', '100fd7f419951139184023ce0d5ea3dcf3def7e882dae288e639ab73bec34733');
INSERT INTO "audit_head" VALUES (1, 7, '100fd7f419951139184023ce0d5ea3dcf3def7e882dae288e639ab73bec34733');
INSERT INTO "ballot" VALUES ('b1', '票决', '{"seats":10}', '2024-05-01T09:50:00');
INSERT INTO "candidate" VALUES (1, 'need:lift', '老旧小区加装电梯', 1, 66.5, 6);
INSERT INTO "candidate" VALUES (2, 'issue:7', '幸福路积水', 2, 12.0, 2);
INSERT INTO "candidate_gate" VALUES (1, 1, 'affordable', '财力可承受', 'unknown', '目录未载');
INSERT INTO "candidate_issue" VALUES (1, 1, 7);
INSERT INTO "candidate_issue" VALUES (1, 2, 1);
INSERT INTO "candidate_part" VALUES (1, 1, 'people', '反映人数', 6.0, 0.5, 30.0, 15.25, '6人反映');
INSERT INTO "candidate_part" VALUES (1, 2, 'trend', '趋势', -0.1, 0.0, 5.0, 0.0, '下降');
INSERT INTO "candidate_record" VALUES (1, 1);
INSERT INTO "candidate_record" VALUES (1, 2);
INSERT INTO "candidate_record" VALUES (1, 3);
INSERT INTO "candidate_record" VALUES (1, 4);
INSERT INTO "candidate_record" VALUES (1, 5);
INSERT INTO "candidate_record" VALUES (1, 6);
INSERT INTO "grdb_migrations" VALUES ('v1');
INSERT INTO "grdb_migrations" VALUES ('v2');
INSERT INTO "grdb_migrations" VALUES ('v3');
INSERT INTO "grdb_migrations" VALUES ('v4');
INSERT INTO "grdb_migrations" VALUES ('v5');
INSERT INTO "grdb_migrations" VALUES ('v6');
INSERT INTO "grdb_migrations" VALUES ('v7');
INSERT INTO "issue" VALUES (1, '和平社区电梯停运', '["电梯","停运"]', 4, 0.8125);
INSERT INTO "issue" VALUES (7, '幸福路积水', '[]', 9, 3.33333333333333314829e-01);
INSERT INTO "issue_decision" VALUES (1, '2024-05-01T09:50:00', 'merge', '王芳', '核对原文', NULL, NULL);
INSERT INTO "issue_decision" VALUES (2, '2024-05-01T09:50:00', 'split', '王芳', '核对原文', NULL, NULL);
INSERT INTO "issue_decision" VALUES (3, '2024-05-01T09:50:00', 'pin', '王芳', '核对原文', NULL, NULL);
INSERT INTO "issue_decision" VALUES (4, '2024-05-01T09:50:00', 'rename', '王芳', '核对原文', '幸福路积水', NULL);
INSERT INTO "issue_decision" VALUES (5, '2024-05-01T09:50:00', 'exclude', '王芳', '核对原文', NULL, NULL);
INSERT INTO "issue_decision" VALUES (6, '2024-05-01T09:50:00', 'undo', '王芳', '核对原文', NULL, 1);
INSERT INTO "issue_decision_record" VALUES (1, 1, 1);
INSERT INTO "issue_decision_record" VALUES (1, 2, 1);
INSERT INTO "issue_decision_record" VALUES (1, 3, 1);
INSERT INTO "issue_decision_record" VALUES (1, 4, 1);
INSERT INTO "issue_decision_record" VALUES (1, 5, 1);
INSERT INTO "issue_decision_record" VALUES (1, 6, 1);
INSERT INTO "issue_decision_record" VALUES (1, 8, 2);
INSERT INTO "issue_decision_record" VALUES (1, 9, 2);
INSERT INTO "issue_decision_record" VALUES (2, 1, 2);
INSERT INTO "issue_decision_record" VALUES (2, 2, 1);
INSERT INTO "issue_decision_record" VALUES (2, 3, 2);
INSERT INTO "issue_decision_record" VALUES (3, 10, 2);
INSERT INTO "issue_decision_record" VALUES (3, 8, 1);
INSERT INTO "issue_decision_record" VALUES (3, 9, 1);
INSERT INTO "issue_decision_record" VALUES (5, 4, 1);
INSERT INTO "issue_decision_side" VALUES (1, 1, 1);
INSERT INTO "issue_decision_side" VALUES (1, 2, 7);
INSERT INTO "issue_decision_side" VALUES (2, 1, 1);
INSERT INTO "issue_decision_side" VALUES (2, 2, NULL);
INSERT INTO "issue_decision_side" VALUES (3, 1, 7);
INSERT INTO "issue_decision_side" VALUES (3, 2, NULL);
INSERT INTO "issue_decision_side" VALUES (4, 1, 7);
INSERT INTO "issue_decision_side" VALUES (5, 1, NULL);
INSERT INTO "issue_extreme" VALUES (1, 1, 3);
INSERT INTO "issue_extreme" VALUES (1, 2, 5);
INSERT INTO "issue_member" VALUES (1, 1, 2);
INSERT INTO "issue_member" VALUES (2, 1, 1);
INSERT INTO "issue_member" VALUES (3, 1, NULL);
INSERT INTO "issue_member" VALUES (4, 1, NULL);
INSERT INTO "issue_member" VALUES (5, 1, 1);
INSERT INTO "issue_member" VALUES (6, 1, 2);
INSERT INTO "issue_member" VALUES (8, 7, NULL);
INSERT INTO "issue_member" VALUES (9, 7, NULL);
INSERT INTO "issue_numbering" VALUES (1, 12, 5);
INSERT INTO "issue_outline" VALUES (1, 7, 0.25);
INSERT INTO "issue_outline" VALUES (7, NULL, NULL);
INSERT INTO "issue_part" VALUES (1, 1, '一号楼电梯停运');
INSERT INTO "issue_part" VALUES (1, 2, '和平社区电梯困人');
INSERT INTO "issue_part_record" VALUES (1, 1, 1);
INSERT INTO "issue_part_record" VALUES (1, 1, 4);
INSERT INTO "issue_part_record" VALUES (1, 1, 5);
INSERT INTO "issue_part_record" VALUES (1, 2, 2);
INSERT INTO "issue_part_record" VALUES (1, 2, 6);
INSERT INTO "issue_trail" VALUES (1, 1, '2024-05-01T09:50:00', 'merged', 3, 1, 2, '电梯停运');
INSERT INTO "issue_trail" VALUES (2, 1, '2024-05-01T09:50:00', 'split', 1, 7, 2, '和平社区电梯停运');
INSERT INTO "issue_trail" VALUES (3, 1, '2024-05-01T09:50:00', 'ended', 4, NULL, 3, '占道经营');
INSERT INTO "lead" VALUES (1, 'burst:issue:1', 'burst', '5月突增', '远超预期', 9.5, 1, '市住建局', '["来信来访集中反映"]');
INSERT INTO "lead" VALUES (2, 'unit:2', 'unitOutlier', '满意率偏低', '低于下限', 3.0, NULL, NULL, '[]');
INSERT INTO "lead_evidence" VALUES (1, 1, '期望件数', '1.2');
INSERT INTO "lead_evidence" VALUES (1, 2, '实际件数', '6');
INSERT INTO "lead_record" VALUES (1, 1);
INSERT INTO "lead_record" VALUES (1, 2);
INSERT INTO "lead_record" VALUES (1, 3);
INSERT INTO "lead_record" VALUES (1, 4);
INSERT INTO "lead_record" VALUES (1, 5);
INSERT INTO "lead_record" VALUES (1, 6);
INSERT INTO "office" VALUES (1, '0123456789abcdef');
INSERT INTO "record" VALUES (1, '9e3779b97f4a7c15', 'hotline', 1, 1, 2, 'GD-0', '2024-05-01T09:50:00', 'a6eaf652ba3f2e1d', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 0, 1, 2, 0);
INSERT INTO "record" VALUES (10, '2e2ac13ef8e8d8d2', 'letter', 1, 1, 11, 'GD-9', '2024-05-10T09:50:00', '36de3dd833dd8ada', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 2, 1, 2, 0);
INSERT INTO "record" VALUES (11, 'fa8cfc37711c2db9', 'proposal', 4, 1, 2, 'GD-20', '2024-05-21T09:50:00', '034078d0ac10dfc1', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 6, 1, 2, 0);
INSERT INTO "record" VALUES (12, '98c475f0f066a9ce', 'letter', 4, 2, 2, 'GD-21', '2024-05-22T09:50:00', 'a177f28a2b5b5bd6', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 0, 1, 2, 0);
INSERT INTO "record" VALUES (2, '3c6ef372fe94f82a', 'petition', 1, 1, 3, 'GD-1', '2024-05-02T09:50:00', '4522700c3989aa32', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', '2024-06-01T00:00:00', '办结', 1, 1, 4, 100, 1, 2, 0);
INSERT INTO "record" VALUES (3, 'daa66d2c7ddf743f', 'proposal', 1, 1, 4, 'GD-2', '2024-05-03T09:50:00', 'e359e9c5b8d42647', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 2, 1, 2, 0);
INSERT INTO "record" VALUES (4, '78dde6e5fd29f054', 'letter', 1, 1, 5, 'GD-3', '2024-05-04T09:50:00', '8191637f381ea25c', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 3, 1, 2, 0);
INSERT INTO "record" VALUES (5, '1715609f7c746c69', 'station', 1, 1, 6, 'GD-4', '2024-05-05T09:50:00', '1fc8dd38b7691e71', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 4, 1, 2, 0);
INSERT INTO "record" VALUES (6, 'b54cda58fbbee87e', 'consultation', 1, 1, 7, 'GD-5', '2024-05-06T09:50:00', 'be0056f236b39a86', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 5, 1, 2, 0);
INSERT INTO "record" VALUES (7, '538454127b096493', 'hotline', 1, 1, 8, 'GD-6', '2024-05-07T09:50:00', '5c37d0abb5fe169b', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 6, 1, 2, 0);
INSERT INTO "record" VALUES (8, 'f1bbcdcbfa53e0a8', 'petition', 1, 1, 9, 'GD-7', '2024-05-08T09:50:00', 'fa6f4a65354892b0', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 0, 1, 2, 0);
INSERT INTO "record" VALUES (9, '8ff34785799e5cbd', 'proposal', 1, 1, 10, 'GD-8', '2024-05-09T09:50:00', '98a6c41eb4930ec5', '求助', '["城乡建设","\"电梯\"\\\u000a"]', '东阳市', '白云街道', '和平社区', '第3网格', '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 1, 1, 2, 0);
INSERT INTO "record_class" VALUES (1, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (10, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (2, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (3, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (4, '城乡建设', NULL, 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (5, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (6, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (7, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (8, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_class" VALUES (9, '城乡建设', '电梯', 0.75, '["电梯"]', NULL);
INSERT INTO "record_history" VALUES (2, 1, 2, 1, 1, '市住建局', '["市场监管局"]', '2024-05-02T00:00:00', '2024-05', NULL, '处理中', 1, NULL, NULL, 1, 1, 2, NULL);
INSERT INTO "record_match" VALUES (1, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (10, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (11, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (12, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (2, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (3, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (4, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (5, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (6, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (7, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (8, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_match" VALUES (9, '{"width":3}', NULL, '老人上下楼不便请联系');
INSERT INTO "record_original" VALUES (1, '幸福路0号', '第0号楼电梯停运', '老人上下楼不便,请联系13800000000', NULL);
INSERT INTO "record_original" VALUES (10, '幸福路9号', '第9号楼电梯停运', '老人上下楼不便,请联系13800000009', NULL);
INSERT INTO "record_original" VALUES (11, '幸福路20号', '第20号楼电梯停运', '老人上下楼不便,请联系13800000020', NULL);
INSERT INTO "record_original" VALUES (12, '幸福路21号', '第21号楼电梯停运', '老人上下楼不便,请联系13800000021', NULL);
INSERT INTO "record_original" VALUES (2, '幸福路1号', '第1号楼电梯停运', '老人上下楼不便,请联系13800000001', '已修复,联系人王小明');
INSERT INTO "record_original" VALUES (3, '幸福路2号', '第2号楼电梯停运', '老人上下楼不便,请联系13800000002', NULL);
INSERT INTO "record_original" VALUES (4, '幸福路3号', '第3号楼电梯停运', '老人上下楼不便,请联系13800000003', NULL);
INSERT INTO "record_original" VALUES (5, '幸福路4号', '第4号楼电梯停运', '老人上下楼不便,请联系13800000004', NULL);
INSERT INTO "record_original" VALUES (6, '幸福路5号', '第5号楼电梯停运', '老人上下楼不便,请联系13800000005', NULL);
INSERT INTO "record_original" VALUES (7, '幸福路6号', '第6号楼电梯停运', '老人上下楼不便,请联系13800000006', NULL);
INSERT INTO "record_original" VALUES (8, '幸福路7号', '第7号楼电梯停运', '老人上下楼不便,请联系13800000007', NULL);
INSERT INTO "record_original" VALUES (9, '幸福路8号', '第8号楼电梯停运', '老人上下楼不便,请联系13800000008', NULL);
INSERT INTO "record_revision" VALUES ('d3d368a05dbf669b', 3, '幸福路2号', '第2号楼电梯停运', '老人上下楼不便,请联系13800000002！', NULL);
INSERT INTO "record_shown" VALUES (1, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (10, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (11, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (12, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (2, NULL, '老人上下楼不便,请联系138****0000', '已修复,联系人***');
INSERT INTO "record_shown" VALUES (3, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (4, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (5, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (6, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (7, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (8, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "record_shown" VALUES (9, NULL, '老人上下楼不便,请联系138****0000', NULL);
INSERT INTO "repeat_group" VALUES (1, 'nearIdentical', 1, 3);
INSERT INTO "repeat_group" VALUES (2, 'samePerson', 0, 1);
INSERT INTO "repeat_member" VALUES (10, 2, 3, 'news', '["日期 2024-05-01"]');
INSERT INTO "repeat_member" VALUES (3, 1, 3, 'copyWithNews', '["地点 青石镇","数量 3天"]');
INSERT INTO "repeat_member" VALUES (5, 1, 2, 'copy', '[]');
INSERT INTO "repeat_member" VALUES (6, 1, 1, 'first', '[]');
INSERT INTO "repeat_member" VALUES (8, 2, 2, 'again', '[]');
INSERT INTO "repeat_member" VALUES (9, 2, 1, 'first', '[]');
INSERT INTO "run" VALUES (1, '2024-05-01T09:50:00', '2024-05-01T09:50:00', 'finished', '{}');
INSERT INTO "source_file" VALUES (1, '热线.csv', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0', 'csv', 'GB18030', '2024-05-01T09:50:00', 1, 10, '', NULL, NULL);
INSERT INTO "source_file" VALUES (2, '网络问政.jsonl', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1', 'csv', 'GB18030', '2024-05-01T09:50:00', 1, 2, '', NULL, NULL);
INSERT INTO "source_file" VALUES (3, '更正.csv', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3', 'csv', 'GB18030', '2024-05-01T09:50:00', 1, 1, '', NULL, NULL);
INSERT INTO "source_file" VALUES (4, '台账.xlsx', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2', 'csv', 'GB18030', '2024-05-01T09:50:00', 1, 4, '', NULL, NULL);
INSERT INTO "source_row" VALUES (1, 1, 10, 'GD-8', 9, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 11, 'GD-9', 10, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 2, 'GD-0', 1, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 3, 'GD-1', 2, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 4, 'GD-2', 3, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 5, 'GD-3', 4, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 6, 'GD-4', 5, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 7, 'GD-5', 6, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 8, 'GD-6', 7, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (1, 1, 9, 'GD-7', 8, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (2, 1, 1, 'GD-1', 2, 'merged', 1, NULL);
INSERT INTO "source_row" VALUES (2, 1, 2, 'GD-X', NULL, 'rejected', 0, '没有内容');
INSERT INTO "source_row" VALUES (3, 1, 2, 'GD-2', 3, 'merged', 1, NULL);
INSERT INTO "source_row" VALUES (4, 1, 2, 'GD-20', 11, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (4, 1, 3, NULL, NULL, 'rejected', 0, '空行');
INSERT INTO "source_row" VALUES (4, 2, 2, 'GD-21', 12, 'record', 0, NULL);
INSERT INTO "source_row" VALUES (4, 2, 3, NULL, NULL, 'rejected', 0, '空行');
INSERT INTO "source_sheet" VALUES (1, 1, NULL);
INSERT INTO "source_sheet" VALUES (2, 1, NULL);
INSERT INTO "source_sheet" VALUES (3, 1, NULL);
INSERT INTO "source_sheet" VALUES (4, 1, '二月');
INSERT INTO "source_sheet" VALUES (4, 2, '一月');
INSERT INTO "taxonomy" VALUES (1, '2024版', '0123456789abcdef', '分类.xlsx', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', '2024-05-01T09:50:00');
INSERT INTO "taxonomy" VALUES (2, '2025版', '0123456789abcdef', '分类.xlsx', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', '2024-05-01T09:50:00');
INSERT INTO "taxonomy_class" VALUES (1, 1, 'A', '城乡建设', 1, NULL, '');
INSERT INTO "taxonomy_class" VALUES (1, 2, NULL, '电梯', 2, 1, '加装');
INSERT INTO "taxonomy_class" VALUES (2, 1, 'B', '城乡建设', 1, NULL, '');
INSERT INTO "taxonomy_class" VALUES (2, 2, NULL, '电梯', 2, 1, '加装');
INSERT INTO "taxonomy_mapping" VALUES (1, 2, 1, '城乡建设', '城乡建设', '沿用', 1);
INSERT INTO "theme" VALUES (1, '电梯、停运', '城乡建设');
INSERT INTO "theme_issue" VALUES (1, 1, 2);
INSERT INTO "theme_issue" VALUES (7, 1, 1);
