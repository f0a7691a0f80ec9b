-- A file that proves a step, stored outside the database under its content hash. `taken_at` is the camera's local time; positions
-- are WGS84 degrees as the camera wrote them. `added_on` is empty for what came with the step, else the day it was added to it later.
-- `is_exif_unreadable`: the camera wrote something about the picture that cannot be read.
-- key: evidence_id
create table if not exists facts.evidence (
    evidence_id varchar,
    case_id varchar,
    step_id varchar,
    kind varchar,
    file_name varchar,
    sha256 varchar,
    byte_count bigint,
    mime varchar,
    taken_at timestamp,
    lon double,
    lat double,
    actor varchar,
    recorded_at timestamp,
    added_on date,
    is_exif_unreadable boolean
)
