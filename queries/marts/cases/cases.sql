-- Every exit case as of the date: what it is about, under which clause, how far it is, the day of each fact of the exit (关停, 封存 and
-- 拆除 are different facts), its most urgent clock, and whether the exit counts.
-- key: case_id
with urgent as (

    select
        clocks.case_id,
        arg_min(clocks.clock, (colours.position, clocks.due_on)) as clock,
        arg_min(clocks.due_on, (colours.position, clocks.due_on)) as deadline,
        arg_min(clocks.colour, (colours.position, clocks.due_on)) as colour
    from intermediate.int_case_clocks as clocks
    inner join reference.clock_colours as colours
        on clocks.colour = colours.colour
    group by clocks.case_id

)

select
    cases.case_id,
    cases.stage,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then stages.name_en else stages.name_zh end as stage_name,
    cases.state,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then steps.name_en else steps.name_zh end as state_name,
    stages.is_open,
    cases.is_exit_counted,
    cases.exit_form,
    subjects.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    cases.subject_kind,
    cases.enterprise_id,
    subjects.enterprise_name,
    subjects.credit_code,
    cases.line_id,
    subjects.line_name,
    subjects.model,
    subjects.quantity,
    subjects.line_count,
    subjects.sector,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sectors.name_en else sectors.name_zh end as sector_name,
    subjects.process,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then processes.name_en else processes.name_zh end as process_name,
    subjects.capacity,
    subjects.capacity_unit,
    cases.variant,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then variants.name_en else variants.name_zh end as variant_name,
    variants.dimension,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then dimensions.name_en else dimensions.name_zh end as dimension_name,
    cases.rule_id,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then rules.title_en else rules.title_zh end as rule_title,
    cases.finding_id,
    findings.what as finding,
    coalesce(rules.document || ' ' || rules.clause, variants.clause) as clause,
    coalesce(findings.department, rules.lead_department, variants.lead_department) as departments,
    coalesce(departments.department_names, findings.department, rules.lead_department, variants.lead_department) as lead_department,
    urgent.clock,
    urgent.deadline,
    urgent.colour,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then colours.name_en else colours.name_zh end as colour_name,
    cases.opened_on,
    cases.verified_on,
    cases.rectification_ordered_on,
    cases.rectification_passed_on,
    cases.scheme_filed_on,
    cases.capacity_transferred_on,
    cases.closure_requested_on,
    cases.closure_approved_on,
    cases.shut_down_on,
    cases.utilities_cut_on,
    cases.power_unit_removed_on,
    cases.sealed_on,
    cases.dismantling_due_on,
    cases.commitment_published_on,
    cases.notice_published_on,
    cases.sealing_completes_on,
    cases.ground,
    cases.dismantled_on,
    cases.destination,
    cases.county_accepted_on,
    cases.city_accepted_on,
    cases.publicised_on,
    cases.reported_on,
    cases.relapsed_on,
    cases.withdrawn_on,
    cases.last_step,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then last_steps.name_en else last_steps.name_zh end as last_step_name,
    cases.last_step_on,
    cases.note
from intermediate.int_case_states as cases
inner join intermediate.int_case_subjects as subjects
    on cases.case_id = subjects.case_id
inner join reference.stages as stages
    on cases.stage = stages.stage
inner join reference.steps as steps
    on cases.state = steps.step
inner join reference.steps as last_steps
    on cases.last_step = last_steps.step
inner join reference.variants as variants
    on cases.variant = variants.variant
inner join reference.dimensions as dimensions
    on variants.dimension = dimensions.dimension
left join urgent
    on cases.case_id = urgent.case_id
left join reference.clock_colours as colours
    on urgent.colour = colours.colour
left join reference.rules as rules
    on cases.rule_id = rules.rule_id
left join facts.finding as findings
    on cases.finding_id = findings.finding_id
left join intermediate.int_department_names as departments
    on coalesce(findings.department, rules.lead_department, variants.lead_department) = departments.departments
left join reference.areas as areas
    on subjects.area_code = areas.area_code
left join reference.sectors as sectors
    on subjects.sector = sectors.sector
left join reference.processes as processes
    on subjects.process = processes.process
