-- The newest answer to each item at each visit by the date; one that was taken back is none.
-- key: inspection_plan_id, enterprise_id, checklist, item, line_id
with newest as (

    select answers.*
    from facts.inspection_answer as answers
    where answers.answered_on <= coalesce(getvariable('as_of')::date, current_date)
    qualify
        row_number() over (
            partition by answers.inspection_plan_id, answers.enterprise_id, answers.checklist, answers.item, answers.line_id
            order by answers.number desc
        ) = 1

)

select newest.*
from newest
where newest.value is not null
