-- The files of reference data, polygons and views that the register was last loaded from.
-- key: fingerprint
create table if not exists facts.loaded_files (
    fingerprint varchar,
    loaded_at timestamp
)
