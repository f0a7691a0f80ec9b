-- The newest answer to each item of each supervision by the date; one that was taken back is none.
-- key: supervision_id, item
with newest as (

    select answers.*
    from facts.supervision_answer as answers
    where answers.answered_on <= coalesce(getvariable('as_of')::date, current_date)
    qualify row_number() over (partition by answers.supervision_id, answers.item order by answers.number desc) = 1

)

select newest.*
from newest
where newest.value is not null
