-- No two versions of a line are true on the same day.
with following as (

    select
        line.line_id,
        line.valid_from,
        line.valid_to,
        lead(line.valid_from) over (partition by line.line_id order by line.valid_from) as next_from
    from facts.line as line
    where line.valid_to is null or line.valid_to > line.valid_from

)

select following.line_id, following.valid_from, following.valid_to, following.next_from
from following
where following.next_from < coalesce(following.valid_to, date '9999-12-31')
