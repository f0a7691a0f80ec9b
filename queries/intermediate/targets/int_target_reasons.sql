-- stored: the targets page
-- sorted: position
-- Every reason to visit an enterprise on the date, by its source (target_sources.csv): a line the account still owes a case, a running
-- clock, a zero that the register contradicts, a finding of the year before, a sealed exit, a line nobody can judge, a number seen on site that files
-- contradict, a random draw, a department's letter, a corrective action that is late.
-- `about` is the line, enterprise, case, finding, draw, letter or action it speaks of. `position` is the order of reasons: area and name, then the weightiest source first.
-- key: enterprise_id, source, about
with lines as ( -- what is read more than once is named once: each further copy would be bound and computed again

    select
        lines.line_id,
        lines.enterprise_id,
        lines.area_code,
        lines.sector,
        lines.process,
        lines.verdict,
        lines.rule_positions
    from intermediate.int_lines as lines

),

standing as (

    select standing.line_id, standing.standing
    from intermediate.int_standing as standing

),

cases as (

    select
        cases.case_id,
        cases.enterprise_id,
        cases.line_id,
        cases.variant,
        cases.rule_id,
        cases.finding_id,
        cases.stage,
        cases.sealed_on,
        cases.dismantled_on,
        cases.dismantling_due_on
    from intermediate.int_case_states as cases

),

contradicting as (

    select lines.line_id, 'reports' as matrix
    from lines
    where lines.verdict = 'outdated'
    union all
    select measurements.subject_id, 'screening'
    from staging.stg_measurements as measurements
    where
        measurements.subject_kind = 'line'
        and measurements.attribute = 'eliminated_class_process'
        and measurements.value_text = 'true'

),

of_lines as (

    select 'not_opened' as source, standing.line_id, null as report_id
    from standing
    where standing.standing = 'not_opened'
    union all
    select 'not_assessable', lines.line_id, null
    from lines
    where lines.verdict in ('not_assessable', 'review')
    union all
    select distinct 'seen_differs', differences.line_id, null
    from intermediate.int_seen_differences as differences
    where differences.line_id is not null
    union all
    select 'zero_report', lines.line_id, max(zeros.report_id)
    from lines
    inner join contradicting
        on lines.line_id = contradicting.line_id
    inner join intermediate.int_last_zeros as zeros
        on lines.area_code = zeros.area_code and lines.sector = zeros.sector and contradicting.matrix = zeros.matrix
    group by lines.line_id

),

of_cases as (

    select
        case clocks.colour when 'overdue' then 'overdue' else 'behind' end as source,
        clocks.case_id,
        arg_min(clocks.clock, (clocks.due_on, clocks.clock)) as clock,
        min(clocks.due_on) as due_on
    from intermediate.int_case_clocks as clocks
    where clocks.colour in ('overdue', 'behind', 'due_soon')
    group by 1, clocks.case_id
    union all
    select 'revisit', revisits.case_id, null, revisits.due_on
    from intermediate.int_revisits as revisits

),

reasons as (

    select
        lines.enterprise_id,
        of_lines.source,
        of_lines.line_id as about,
        of_lines.line_id,
        null as case_id,
        null as finding_id,
        of_lines.report_id,
        null as clock,
        null::date as due_on,
        lines.sector,
        lines.process,
        lines.verdict,
        standing.standing,
        coalesce(rule_sets.dimensions, []) as dimensions,
        first_rules.lead_department as departments
    from of_lines
    inner join lines
        on of_lines.line_id = lines.line_id
    left join standing
        on of_lines.line_id = standing.line_id
    left join intermediate.int_rule_sets as rule_sets
        on lines.rule_positions = rule_sets.rule_positions
    left join reference.rules as first_rules
        on lines.rule_positions[1] = first_rules.position

    union all

    select
        cases.enterprise_id,
        of_cases.source,
        of_cases.case_id,
        cases.line_id,
        of_cases.case_id,
        null,
        null,
        of_cases.clock,
        of_cases.due_on,
        subjects.sector,
        subjects.process,
        lines.verdict,
        cases.stage,
        [variants.dimension],
        coalesce(findings.department, rules.lead_department, variants.lead_department)
    from of_cases
    inner join cases
        on of_cases.case_id = cases.case_id
    inner join intermediate.int_case_subjects as subjects
        on of_cases.case_id = subjects.case_id
    inner join reference.variants as variants
        on cases.variant = variants.variant
    left join reference.rules as rules
        on cases.rule_id = rules.rule_id
    left join staging.stg_findings as findings
        on cases.finding_id = findings.finding_id
    left join lines
        on cases.line_id = lines.line_id

    union all

    select
        findings.enterprise_id,
        'last_year',
        findings.finding_id,
        lines.line_id,
        null,
        findings.finding_id,
        null,
        null,
        null,
        lines.sector,
        lines.process,
        lines.verdict,
        standing.standing,
        [findings.dimension],
        findings.department
    from staging.stg_findings as findings
    left join lines
        on case findings.subject_kind when 'line' then findings.subject_id end = lines.line_id
    left join standing
        on lines.line_id = standing.line_id
    where year(findings.found_on) = year(coalesce(getvariable('as_of')::date, current_date)) - 1

    union all

    -- Who was drawn at large is a target all year; who was drawn from the zeros or the dismantled exits, until a visit came to the
    -- conclusion of the checklist that the draw is about.
    select
        drawn.enterprise_id,
        case drawn.pool when 'zero_reports' then 'zero_sample' when 'dismantled' then 'revisit' else 'random' end,
        drawn.draw_id,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        [],
        null
    from staging.stg_drawn_enterprises as drawn
    where
        not exists (
            select 1
            from intermediate.int_visit_results as results
            where
                results.enterprise_id = drawn.enterprise_id
                and results.checklist = case drawn.pool when 'zero_reports' then 'zero_report' when 'dismantled' then 'revisit' end
                and results.answered_on >= drawn.drawn_on
        )

    union all

    select distinct
        differences.enterprise_id,
        'seen_differs',
        differences.enterprise_id,
        null,
        null,
        null,
        null,
        null,
        null::date,
        null,
        null,
        null,
        null,
        [],
        null
    from intermediate.int_seen_differences as differences
    where differences.line_id is null

    union all

    select
        actions.enterprise_id,
        'correction',
        actions.action_id,
        null,
        null,
        null,
        null,
        null,
        actions.due_on,
        null,
        null,
        null,
        null,
        [],
        plans.body
    from intermediate.int_corrective_actions as actions
    inner join facts.inspection_plan as plans
        on actions.inspection_plan_id = plans.inspection_plan_id
    where actions.action_state = 'overdue'

    union all

    select
        assigned.enterprise_id,
        'assigned',
        assigned.assignment_id,
        null,
        null,
        null,
        null,
        null,
        assigned.due_on,
        null,
        null,
        null,
        null,
        [],
        assigned.department
    from staging.stg_assignments as assigned
    left join intermediate.int_visited as visited
        on assigned.enterprise_id = visited.enterprise_id
    where coalesce(visited.last_visited_on, date '0001-01-01') < assigned.assigned_on

)

select
    reasons.* replace (
        coalesce(reasons.sector, enterprises.main_sector) as sector,
        coalesce(reasons.verdict, enterprises.gravest_verdict) as verdict
    ),
    enterprises.area_code,
    row_number() over (
        order by enterprises.position, sources.weight desc, sources.position, severities.severity nulls last, reasons.due_on, reasons.about
    ) as position
from reasons
inner join intermediate.int_enterprises as enterprises
    on reasons.enterprise_id = enterprises.enterprise_id
inner join reference.target_sources as sources
    on reasons.source = sources.source
left join reference.verdicts as severities
    on reasons.verdict = severities.verdict
