-- Every measure taken against an enterprise, with the publication it rests on, the last before it: in which field, on which basis, by whom,
-- from when until when. It ends by itself: on its own day, with its publication, or with the repair of that; a later publication neither
-- ends nor prolongs it.
-- key: step_id
select
    steps.step_id,
    steps.case_id,
    publications.step_id as publication_id,
    steps.restriction,
    steps.basis,
    steps.authority,
    steps.document_no,
    steps.happened_on as from_on,
    least(steps.due_on, publications.ends_on, publications.repaired_on) as until_on,
    publications.is_published
    and coalesce(getvariable('as_of')::date, current_date) <= steps.due_on as is_standing
from intermediate.int_effective_steps as steps
asof inner join intermediate.int_credit_publications as publications
    on
        steps.case_id = publications.case_id
        and (steps.happened_on, steps.position) >= (publications.published_on, publications.position)
where steps.step = 'measure_taken'
