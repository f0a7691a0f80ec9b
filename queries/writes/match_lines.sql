-- Which known line of its enterprise each incoming one is: by line code, else by its key where one side has no code.
-- key: line_position
with known as (

    select line.line_id, line.enterprise_id, line.line_code, line.line_key
    from facts.line as line
    where line.valid_to is null

),

matches as (

    select incoming.line_position, known.line_id, 0 as preference
    from incoming_lines as incoming
    inner join known
        on incoming.enterprise_id = known.enterprise_id and incoming.line_code = known.line_code

    union all

    select incoming.line_position, known.line_id, 1
    from incoming_lines as incoming
    inner join known
        on
            incoming.enterprise_id = known.enterprise_id
            and incoming.line_key = known.line_key
            and (incoming.line_code is null or known.line_code is null)

)

select matches.line_position, arg_min(matches.line_id, (matches.preference, matches.line_id)) as line_id
from matches
group by matches.line_position
