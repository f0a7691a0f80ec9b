-- Every measure taken against an enterprise on the ground of a publication: in which field, on which basis, by whom, from when until
-- when. It ends by itself: on its own day, with the publication, or with its repair.
-- key: step_id
select
    steps.step_id,
    steps.case_id,
    steps.restriction,
    steps.basis,
    steps.authority,
    steps.document_no,
    steps.happened_on as from_on,
    least(steps.due_on, entries.ends_on, entries.repaired_on) as until_on,
    entries.is_published
    and steps.happened_on >= entries.published_on
    and coalesce(getvariable('as_of')::date, current_date) <= steps.due_on as is_standing
from intermediate.int_effective_steps as steps
inner join intermediate.int_credit_entries as entries
    on steps.case_id = entries.case_id
where steps.step = 'measure_taken'
