-- What the register knows on the date of what a supervision asks of an area: the answer, how many speak against it (or for a number the
-- number itself) among how many. Where the register holds nothing of the matter there is no row: that is unknown, and never in order.
-- key: period, area_code, known_by
with cells as (

    -- Cells of both matrices; a zero of the screening is against the register where an enterprise was not screened or is
    -- caught, and where a visit returned it.
    select
        cells.period,
        cells.area_code,
        cells.matrix,
        count(*) as cell_count,
        count(cells.report_id) as stated_count,
        count(*) filter (where cells.is_overdue) as silent_count,
        count(*) filter (where cells.state = 'late') as late_count,
        count(*) filter (
            where cells.is_overdue
            or returned.report_id is not null
            or cells.statement = 'zero' and coalesce(counts.unscreened_enterprises, 0) + coalesce(counts.caught_lines, 0) > 0
        ) as doubtful_count
    from intermediate.int_report_cells as cells
    left join intermediate.int_screening_counts as counts
        on case cells.matrix when 'screening' then cells.area_code end = counts.area_code and cells.sector = counts.sector
    left join intermediate.int_returned_reports as returned
        on cells.report_id = returned.report_id
    group by cells.period, cells.area_code, cells.matrix

),

letters as (

    -- The first letter of a plan is that of its first period, the last that of its last; in an earlier period the last is not owed yet.
    select
        supervised.period,
        supervised.area_code,
        letter.known_by,
        case
            when cells.silent_count + cells.late_count > 0 then 'no'
            when cells.stated_count = cells.cell_count then 'yes'
        end as value,
        cells.silent_count + cells.late_count as told_count,
        cells.cell_count as told_of
    from intermediate.int_supervisions as supervised
    inner join intermediate.int_supervisions as asked
        on
            supervised.plan_id = asked.plan_id
            and supervised.area_code = asked.area_code
            and supervised.period_position >= asked.period_position
    inner join (values ('first_letter', true), ('last_letter', false)) as letter (known_by, is_first)
        on case when letter.is_first then asked.is_first else asked.is_last end
    inner join cells
        on asked.period = cells.period and asked.area_code = cells.area_code and cells.matrix = 'reports'
    union all
    select supervised.period, supervised.area_code, 'last_letter', 'na', 0, 0
    from intermediate.int_supervisions as supervised
    where not supervised.is_last

),

visits as (

    select
        supervised.period,
        supervised.area_code,
        stops.enterprise_id,
        stops.inspection_plan_id,
        len(plans.departments) > 0 as is_joint,
        bodies.is_coordinating,
        results.checklist,
        results.is_contrary
    from intermediate.int_supervisions as supervised
    inner join intermediate.int_inspection_plans as plans
        on supervised.area_code = plans.area_code
    inner join intermediate.int_inspection_stops as stops
        on
            plans.inspection_plan_id = stops.inspection_plan_id
            and stops.outcome = 'visited'
            and stops.outcome_on between supervised.exits_from and supervised.period_due_on
    left join reference.inspecting_bodies as bodies
        on plans.body = bodies.body
    left join intermediate.int_visit_results as results
        on stops.inspection_plan_id = results.inspection_plan_id and stops.enterprise_id = results.enterprise_id

),

visited as (

    select
        visits.period,
        visits.area_code,
        count(distinct visits.enterprise_id) filter (where visits.is_joint) as joint_count,
        count(distinct (visits.inspection_plan_id, visits.enterprise_id)) as visit_count,
        count(distinct (visits.inspection_plan_id, visits.enterprise_id)) filter (where visits.is_coordinating) as unqualified_count,
        count(distinct visits.enterprise_id) filter (where visits.checklist = 'zero_report') as zero_count,
        count(distinct visits.enterprise_id) filter (where visits.checklist = 'zero_report' and visits.is_contrary)
            as contradicted_count,
        count(distinct visits.enterprise_id) filter (where visits.checklist = 'revisit') as revisited_count,
        count(distinct visits.enterprise_id) filter (where visits.checklist = 'revisit' and visits.is_contrary) as relapsed_count
    from visits
    group by visits.period, visits.area_code

),

owed as (

    -- Lines that must leave, and those of them without a case.
    select
        standing.area_code,
        count(*) as line_count,
        count(*) filter (where standing.standing = 'not_opened') as unopened_count
    from intermediate.int_standing as standing
    where standing.standing_group = 'outstanding'
    group by standing.area_code

),

cases as (

    select
        subjects.area_code,
        count(*) filter (where variants.dimension = 'energy') as energy_count,
        count(*) filter (where variants.dimension = 'energy' and overdue.mark is not null) as energy_overdue,
        count(*) filter (where overdue.mark is not null) as overdue_count,
        count(*) filter (
            where overdue.mark is not null
            and states.case_id not in (select listed.case_id from intermediate.int_credit_publications as listed)
        ) as unpublished_count,
        count(*) filter (where states.sealed_on is not null and states.dismantled_on is null) as sealed_count,
        count(*) filter (
            where states.sealed_on is not null
            and states.dismantled_on is null
            and states.sealing_completes_on is null
            and coalesce(states.dismantling_due_on, date '0001-01-01') < coalesce(getvariable('as_of')::date, current_date)
        ) as undated_count
    from intermediate.int_case_states as states
    inner join intermediate.int_case_subjects as subjects
        on states.case_id = subjects.case_id
    inner join reference.variants as variants
        on states.variant = variants.variant
    left join intermediate.int_case_marks as overdue
        on states.case_id = overdue.case_id and overdue.mark = 'overdue'
    where states.stage != 'withdrawn'
    group by subjects.area_code

),

counted as (

    select
        supervised.period,
        supervised.area_code,
        unnest([
            {
                'known_by': 'screened',
                'kind': case when cells.doubtful_count = 0 and cells.stated_count < cells.cell_count then 'open' else 'bad' end,
                'told_count': cells.doubtful_count,
                'told_of': cells.cell_count
            },
            {'known_by': 'joint_visits', 'kind': 'number', 'told_count': visited.joint_count, 'told_of': visited.joint_count},
            {'known_by': 'qualified_visits', 'kind': 'bad', 'told_count': visited.unqualified_count, 'told_of': visited.visit_count},
            {'known_by': 'zero_sampled', 'kind': 'number', 'told_count': visited.zero_count, 'told_of': visited.zero_count},
            {'known_by': 'zero_contradicted', 'kind': 'number', 'told_count': visited.contradicted_count, 'told_of': visited.zero_count},
            {'known_by': 'exits_agree', 'kind': 'bad', 'told_count': visited.relapsed_count, 'told_of': visited.revisited_count},
            {'known_by': 'planned_exits', 'kind': 'bad', 'told_count': owed.unopened_count, 'told_of': owed.line_count},
            {'known_by': 'energy_cases', 'kind': 'bad', 'told_count': cases.energy_overdue, 'told_of': cases.energy_count},
            {'known_by': 'sealed_dated', 'kind': 'bad', 'told_count': cases.undated_count, 'told_of': cases.sealed_count},
            {'known_by': 'credit_listed', 'kind': 'bad', 'told_count': cases.unpublished_count, 'told_of': cases.overdue_count}
        ], recursive := true)
    from intermediate.int_supervisions as supervised
    left join cells
        on supervised.period = cells.period and supervised.area_code = cells.area_code and cells.matrix = 'screening'
    left join visited
        on supervised.period = visited.period and supervised.area_code = visited.area_code
    left join owed
        on supervised.area_code = owed.area_code
    left join cases
        on supervised.area_code = cases.area_code

)

select
    letters.period,
    letters.area_code,
    letters.known_by,
    letters.value,
    letters.told_count,
    letters.told_of
from letters
where letters.value is not null
union all
select
    counted.period,
    counted.area_code,
    counted.known_by,
    case counted.kind
        when 'number' then counted.told_count::varchar
        when 'bad' then case when counted.told_count > 0 then 'no' else 'yes' end
    end,
    counted.told_count,
    counted.told_of
from counted
where counted.told_of > 0 and counted.kind != 'open'
