-- Entries of the access log, the newest first: of a person, a kind, a stretch of time, with a word.
select
    entry_id, noted_at, kind, who as account_name, coalesce(detail ->> '$.by', '') as done_by, place as from_place,
    nullif(detail, '{}') as note, count(*) over () as total_count
from access_log
where ($action = '' or kind = $action)
    and ($who = '' or $who in (who, coalesce(detail ->> '$.by', '')))
    and ($q = '' or instr(lower(who || ' ' || place || ' ' || detail), lower($q)) > 0)
    and noted_at >= $since
    and noted_at < $until
order by entry_id desc
limit $size offset $start
