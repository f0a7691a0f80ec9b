-- What a person says of two enterprises that look like one: that they are different, or no longer; the newest word on a pair counts.
-- key: enterprise_id, other_id, recorded_at
create table if not exists facts.enterprise_pair (
    enterprise_id varchar,
    other_id varchar,
    is_different boolean,
    actor varchar,
    reason varchar,
    recorded_at timestamp
)
