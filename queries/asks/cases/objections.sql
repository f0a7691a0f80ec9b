-- Objections to some cases, or to the whole notice, that no later row answers.
-- key: objection_id
select objection.objection_id, objection.case_id, objection.received_on, objection.content
from facts.objection as objection
anti join (select answers.answers from facts.objection as answers where answers.answers is not null) as answered
    on objection.objection_id = answered.answers
where objection.answers is null and (objection.case_id is null or list_contains($case_ids, objection.case_id))
order by objection.objection_id
