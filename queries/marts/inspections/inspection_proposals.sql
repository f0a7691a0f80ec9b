-- What every no proposes to a person, who confirms it or sets it aside; nothing is written by itself. First the finding; after that, of a
-- critical item, the case under it, or that a case of the dimension which nobody verified yet is verified. `deed` is what is proposed next,
-- empty when all of it was done or it was set aside.
-- key: answer_id
with open_cases as (

    select
        cases.enterprise_id,
        variants.dimension,
        max(cases.case_id) as case_id,
        arg_min(cases.case_id, cases.opened_on) filter (where cases.verified_on is null) as unverified_case_id
    from intermediate.int_case_states as cases
    inner join reference.stages as stages
        on cases.stage = stages.stage and stages.is_open
    inner join reference.variants as variants
        on cases.variant = variants.variant
    group by cases.enterprise_id, variants.dimension

),

proposed as (

    select
        answers.*,
        coalesce(open_cases.unverified_case_id, open_cases.case_id) as case_id,
        aside.reason as set_aside_reason,
        aside.set_aside_on,
        aside.actor as set_aside_by,
        case
            when aside.answer_id is not null then null
            when answers.finding_id is null then 'finding'
            when answers.item_severity != 'critical' then null
            when open_cases.case_id is null then 'open_case'
            when open_cases.unverified_case_id is not null then 'verify'
        end as deed
    from marts.inspection_answers as answers
    left join open_cases
        on answers.enterprise_id = open_cases.enterprise_id and answers.dimension = open_cases.dimension
    left join facts.set_aside as aside
        on answers.answer_id = aside.answer_id and aside.set_aside_on <= coalesce(getvariable('as_of')::date, current_date)
    where answers.dimension is not null

)

select
    proposed.answer_id,
    proposed.inspection_plan_id,
    proposed.area_code,
    proposed.area_name,
    proposed.enterprise_id,
    proposed.enterprise_name,
    proposed.checklist,
    proposed.checklist_name,
    proposed.item,
    proposed.question,
    proposed.item_remark,
    proposed.item_severity,
    proposed.item_severity_name,
    proposed.dimension,
    proposed.deed,
    deeds.name as deed_name,
    case when proposed.set_aside_on is not null then 'set_aside' when proposed.deed is null then 'confirmed' else 'proposed' end as proposal_state,
    states.name as proposal_state_name,
    proposed.finding_id,
    proposed.case_id,
    proposed.set_aside_reason,
    proposed.set_aside_on,
    proposed.set_aside_by,
    proposed.answered_on
from proposed
left join marts.labels as deeds
    on deeds.kind = 'proposed_deed' and proposed.deed = deeds.code
left join marts.labels as states
    on
        states.kind = 'proposal_state'
        and case when proposed.set_aside_on is not null then 'set_aside' when proposed.deed is null then 'confirmed' else 'proposed' end = states.code
