-- No two versions of an enterprise are true on the same day.
with following as (

    select
        enterprise.enterprise_id,
        enterprise.valid_from,
        enterprise.valid_to,
        lead(enterprise.valid_from) over (partition by enterprise.enterprise_id order by enterprise.valid_from) as next_from
    from facts.enterprise as enterprise
    where enterprise.valid_to is null or enterprise.valid_to > enterprise.valid_from

)

select following.enterprise_id, following.valid_from, following.valid_to, following.next_from
from following
where following.next_from < coalesce(following.valid_to, date '9999-12-31')
