-- One objection, and the id of its answer, if any.
-- key: objection_id
select
    objection.objection_id,
    objection.period,
    objection.case_id,
    objection.received_on,
    objection.answers,
    answers.objection_id as answered_by
from facts.objection as objection
left join facts.objection as answers
    on objection.objection_id = answers.answers
where objection.objection_id = $objection_id
