-- Every step recorded of a case as of the date, reversed ones and reversals too, with what it was reversed by (whenever that was) and how many files
-- prove it. `is_standing`: not reversed, and of the exit since the last relapse.
-- key: step_id
with files as (

    select evidence.step_id, count(*) as evidence_count
    from staging.stg_evidence as evidence
    group by evidence.step_id

)

select
    case_steps.step_id,
    case_steps.case_id,
    case_steps.position,
    case_steps.step,
    said(steps.name_zh, steps.name_en) as step_name,
    case_steps.happened_on,
    case_steps.document_no,
    case_steps.note,
    case_steps.due_on,
    case_steps.months,
    case_steps.ground,
    said(grounds.name_zh, grounds.name_en) as ground_name,
    case_steps.destination,
    case_steps.cured_on,
    case_steps.decided_on,
    case_steps.credit_class,
    said(classes.name_zh, classes.name_en) as credit_class_name,
    case_steps.restriction,
    said(restrictions.name_zh, restrictions.name_en) as restriction_name,
    case_steps.basis,
    case_steps.authority,
    reversals.step_id is not null as is_reversed,
    effective.step_id is not null as is_standing,
    case_steps.reverses,
    reversals.happened_on as reversed_on,
    reversals.note as why_reversed,
    coalesce(ladder.clause, shared.clause, steps.clause) as clause,
    coalesce(files.evidence_count, 0) as evidence_count,
    case_steps.actor,
    case_steps.recorded_at
from staging.stg_case_steps as case_steps
inner join reference.steps as steps
    on case_steps.step = steps.step
left join facts.case_step as reversals
    on reversals.step = 'reversal' and case_steps.step_id = reversals.reverses
left join intermediate.int_effective_steps as effective
    on case_steps.step_id = effective.step_id
left join reference.grounds as grounds
    on case_steps.ground = grounds.ground
left join reference.restrictions as restrictions
    on case_steps.restriction = restrictions.restriction
left join (select distinct terms.credit_class, terms.name_zh, terms.name_en from reference.credit_terms as terms) as classes
    on case_steps.credit_class = classes.credit_class
left join files
    on case_steps.step_id = files.step_id
left join facts.exit_case as exit_case
    on case_steps.case_id = exit_case.case_id
left join intermediate.int_case_plans as plans
    on case_steps.case_id = plans.case_id
left join reference.plan_ladder as ladder
    on plans.plan_id = ladder.plan_id and exit_case.variant = ladder.variant and case_steps.step = ladder.step
left join reference.plan_ladder as shared
    on plans.plan_id = shared.plan_id and shared.variant = '*' and case_steps.step = shared.step
