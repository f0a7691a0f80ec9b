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
    said(stages.name_zh, stages.name_en) as stage_name,
    cases.state,
    said(steps.name_zh, steps.name_en) as state_name,
    stages.is_open,
    cases.is_exit_counted,
    cases.exit_form,
    subjects.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
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
    said(sectors.name_zh, sectors.name_en) as sector_name,
    subjects.process,
    said(processes.name_zh, processes.name_en) as process_name,
    subjects.capacity,
    subjects.capacity_unit,
    cases.variant,
    said(variants.name_zh, variants.name_en) as variant_name,
    variants.dimension,
    said(dimensions.name_zh, dimensions.name_en) as dimension_name,
    cases.rule_id,
    said(rules.title_zh, rules.title_en) as rule_title,
    cases.finding_id,
    findings.what as finding,
    coalesce(rules.document || ' ' || rules.clause, variants.clause) as clause,
    coalesce(findings.department, rules.lead_department, variants.lead_department) as departments,
    coalesce(departments.department_names, findings.department, rules.lead_department, variants.lead_department) as lead_department,
    urgent.clock,
    urgent.deadline,
    urgent.colour,
    said(colours.name_zh, colours.name_en) as colour_name,
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
    said(last_steps.name_zh, last_steps.name_en) as last_step_name,
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
