-- What an answer proposed and a person set aside, with the reason; it proposes nothing more, a new answer does.
-- key: answer_id
create table if not exists facts.set_aside (
    answer_id varchar,
    reason varchar,
    set_aside_on date,
    actor varchar,
    recorded_at timestamp
)
