-- Objections to the public notice of a period with their answers, in the order they came.
-- reads facts: an objection stands in no register of a date: all of a period are shown on every date.
-- key: objection_id
select
    objection.objection_id,
    objection.case_id,
    objection.received_on,
    objection.objector,
    objection.content,
    answers.content as answer,
    answers.received_on as answered_on,
    answers.objection_id is not null as is_answered
from facts.objection as objection
left join facts.objection as answers
    on objection.objection_id = answers.answers
where objection.answers is null and objection.period = $period
order by objection.recorded_at, objection.objection_id
