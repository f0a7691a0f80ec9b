-- A person switched a rule on, off or withdrew it; the newest row not after the as-of date counts.
-- key: rule_id, recorded_at
create table if not exists facts.rule_status (
    rule_id varchar,
    status varchar,
    decided_on date,
    actor varchar,
    note varchar,
    recorded_at timestamp
)
