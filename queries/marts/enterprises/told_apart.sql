-- Pairs of enterprises that look like one and that a person told apart, with who said so and why.
-- key: enterprise_id, other_id
with newest as (

    select pairs.*
    from facts.enterprise_pair as pairs
    qualify row_number() over (partition by pairs.enterprise_id, pairs.other_id order by pairs.recorded_at desc) = 1

)

select
    newest.enterprise_id,
    one.enterprise_name,
    newest.other_id,
    other.enterprise_name as other_name,
    newest.actor,
    newest.reason as why_different,
    newest.recorded_at
from newest
inner join staging.stg_enterprises as one
    on newest.enterprise_id = one.enterprise_id
inner join staging.stg_enterprises as other
    on newest.other_id = other.enterprise_id
where newest.is_different
