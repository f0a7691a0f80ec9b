-- stored: judging reads it; an answer that measures nothing leaves it as it was, and every judgement too
-- What was measured on site: the newest number that visits gave by the date for an attribute of a line or an enterprise, in the columns of
-- a measurement; `row_ref` is the answer. An answer that was taken back measured nothing, nor did a plan that was withdrawn.
-- key: subject_id, attribute
select
    attributes.scope as subject_kind,
    case attributes.scope when 'line' then answers.line_id else answers.enterprise_id end as subject_id,
    items.attribute,
    try_cast(answers.value as decimal(18, 8)) as value_number,
    null::varchar as value_text,
    attributes.unit,
    answers.value || ' ' || attributes.unit as original,
    answers.answered_on as observed_on,
    answers.answered_on as valid_from,
    null::date as valid_to,
    null::varchar as batch_id,
    answers.answer_id as row_ref
from staging.stg_inspection_answers as answers
inner join reference.checklist_items as items
    on answers.checklist = items.checklist and answers.item = items.item and answers.edition = items.edition
inner join reference.attributes as attributes
    on items.attribute = attributes.attribute
anti join staging.stg_inspection_steps as withdrawals
    on answers.inspection_plan_id = withdrawals.inspection_plan_id and withdrawals.step = 'withdrawn'
where subject_id is not null and value_number is not null
qualify row_number() over (partition by subject_id, items.attribute order by answers.recorded_at desc, answers.number desc) = 1
