-- Every step belongs to a case, every reversal to a step of the same case, and every file to a step, a goal or an answer on site.
select case_step.case_id, case_step.step_id, 'no case' as problem
from facts.case_step as case_step
anti join facts.exit_case as exit_case
    on case_step.case_id = exit_case.case_id
union all
select reversals.case_id, reversals.step_id, 'reverses nothing'
from facts.case_step as reversals
anti join facts.case_step as reversed
    on reversals.reverses = reversed.step_id and reversals.case_id = reversed.case_id
where reversals.step = 'reversal'
union all
select evidence.case_id, evidence.evidence_id, 'no step'
from facts.evidence as evidence
anti join facts.case_step as case_step
    on evidence.step_id = case_step.step_id and evidence.case_id = case_step.case_id
anti join facts.goal as goal
    on evidence.evidence_id = goal.evidence_id
anti join (select unnest(answers.evidence_ids) as evidence_id from facts.inspection_answer as answers) as seen
    on evidence.evidence_id = seen.evidence_id
