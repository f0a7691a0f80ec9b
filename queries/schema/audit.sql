-- Every committed change of the register; the highest version is the register's version. `hash` is made of the entry and
-- of the hash before it.
-- key: version
create table if not exists facts.audit (
    version integer,
    recorded_at timestamp,
    actor varchar,
    action varchar,
    subject varchar,
    detail_json varchar,
    hash varchar
)
