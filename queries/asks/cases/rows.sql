-- Every row of some cases, reversed ones and reversals too, in the order they were recorded.
-- key: step_id
select
    case_step.case_id,
    case_step.step_id,
    case_step.position,
    case_step.step,
    case_step.happened_on,
    case_step.document_no,
    case_step.note,
    case_step.due_on,
    case_step.months,
    case_step.ground,
    case_step.destination,
    case_step.cured_on,
    case_step.decided_on,
    case_step.credit_class,
    case_step.restriction,
    case_step.basis,
    case_step.authority,
    case_step.reverses,
    case_step.actor
from facts.case_step as case_step
semi join (select unnest($case_ids::varchar[]) as case_id) as asked
    on case_step.case_id = asked.case_id
order by case_step.case_id, case_step.position
