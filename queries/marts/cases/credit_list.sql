-- Exits that are overdue and not shut, and those ever published on the credit platform: since when overdue, when published, when
-- repaired, and the nine fields in which the entry restricts while it stands (聊工信发〔2022〕64号 三（三）).
-- key: case_id
with overdue as (

    select
        clocks.case_id,
        arg_min(clocks.clock, clocks.due_on) as clock,
        (min(clocks.due_on) + 1) as overdue_since
    from intermediate.int_case_clocks as clocks
    inner join intermediate.int_case_plans as plans
        on clocks.case_id = plans.case_id
    inner join reference.plan_clocks as rules
        on plans.plan_id = rules.plan_id and clocks.clock = rules.clock
    where rules.is_exit and clocks.colour = 'overdue'
    group by clocks.case_id

),

entries as (

    select
        steps.case_id,
        max(steps.happened_on) filter (where steps.step = 'credit_published') as published_on,
        arg_max(steps.document_no, steps.position) filter (where steps.step = 'credit_published') as publication_no,
        max(steps.happened_on) filter (where steps.step = 'credit_repaired') as repaired_on,
        arg_max(steps.document_no, steps.position) filter (where steps.step = 'credit_repaired') as repair_no,
        arg_max(steps.step, (steps.happened_on, steps.position)) = 'credit_published' as is_published
    from intermediate.int_effective_steps as steps
    where steps.step in ('credit_published', 'credit_repaired')
    group by steps.case_id

),

fields as (

    select
        string_agg(restrictions.name_zh, '、' order by restrictions.position) as names_zh,
        string_agg(restrictions.name_en, '; ' order by restrictions.position) as names_en
    from reference.restrictions as restrictions

)

select
    cases.case_id,
    cases.area_code,
    cases.area_name,
    cases.enterprise_id,
    cases.enterprise_name,
    cases.credit_code,
    cases.line_id,
    cases.line_name,
    cases.sector,
    cases.sector_name,
    cases.variant,
    cases.variant_name,
    cases.stage,
    cases.stage_name,
    cases.rule_id,
    cases.clause,
    cases.lead_department,
    overdue.clock,
    said(clocks.name_zh, clocks.name_en) as clock_name,
    overdue.overdue_since,
    date_diff('day', overdue.overdue_since, coalesce(getvariable('as_of')::date, current_date)) + 1 as days_overdue,
    entries.published_on,
    entries.publication_no,
    case when not entries.is_published then entries.repaired_on end as repaired_on,
    case when not entries.is_published then entries.repair_no end as repair_no,
    coalesce(entries.is_published, false) as is_published,
    case when entries.is_published then said(fields.names_zh, fields.names_en) end as restrictions,
    coalesce(entries.is_published, false) as land_supply,
    coalesce(entries.is_published, false) as funding,
    coalesce(entries.is_published, false) as taxation,
    coalesce(entries.is_published, false) as production_permit,
    coalesce(entries.is_published, false) as safety_permit,
    coalesce(entries.is_published, false) as bond_issue,
    coalesce(entries.is_published, false) as financing_credit,
    coalesce(entries.is_published, false) as government_procurement,
    coalesce(entries.is_published, false) as public_tenders
from marts.cases as cases
cross join fields
left join overdue
    on cases.case_id = overdue.case_id
left join reference.clocks as clocks
    on overdue.clock = clocks.clock
left join entries
    on cases.case_id = entries.case_id
where (overdue.case_id is not null and cases.shut_down_on is null) or entries.case_id is not null
