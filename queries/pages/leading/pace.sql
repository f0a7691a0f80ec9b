-- The goal of the chosen areas and sector, what counts towards it, and where the pace of the last 60 days would lead: an extrapolation, marked
-- so wherever it is shown. A goal for all sectors of an area contains those for some, one for a sector those for its processes; of several
-- documents about the same the last one holds. Goals whose day has passed are settled: they are added to no goal that runs, and stand, those of
-- the last year alone, only while none does. Without a goal the pace is held against what is left to exit; with one it is the pace of what
-- counts towards it. `reached_on` is no later than the day after the last that anybody may ask of.
-- reads intermediate: what is left to exit is counted by line.
-- key: as_of
with asked_goals as (

    select
        goals.*,
        goals.due_on >= coalesce(getvariable('as_of')::date, current_date) as is_running
    from marts.goals as goals
    where
        in_area(goals.area_code, $area)
        and ($sector = '' or goals.sector = $sector)
        and goals.lines is not null

),

chosen_goals as (

    select goals.*
    from asked_goals as goals
    where
        case
            when (select bool_or(every.is_running) from asked_goals as every) then goals.is_running
            else year(goals.due_on) = (select max(year(every.due_on)) from asked_goals as every)
        end
    qualify row_number() over (
        partition by goals.area_code, goals.sector, goals.process order by goals.set_on desc, goals.document desc
    ) = 1

),

widest as (

    select goals.*
    from chosen_goals as goals
    where
        not exists (
            select 1
            from chosen_goals as wider
            where
                goals.area_code = wider.area_code
                and (
                    (wider.sector is null and goals.sector is not null)
                    or (wider.sector = goals.sector and wider.process is null and goals.process is not null)
                )
        )

),

goal as (

    select
        sum(widest.lines)::bigint as goal_lines,
        count(distinct widest.area_code) as goal_areas,
        max(widest.due_on) as due_on
    from widest

),

exited as (

    select
        exits.exit_day > coalesce(getvariable('as_of')::date, current_date) - 60 as is_recent,
        exists (
            select 1
            from widest
            where
                exits.area_code = widest.area_code
                and (widest.sector is null or exits.sector = widest.sector)
                and (widest.process is null or exits.process = widest.process)
                and exits.exit_day between date_trunc('year', widest.set_on) and widest.due_on
        ) as is_in_goal
    from marts.exits as exits
    where
        exits.line_id is not null
        and in_area(exits.area_code, $area)
        and ($sector = '' or exits.sector = $sector)

),

counts as (

    select
        coalesce(getvariable('as_of')::date, current_date) as as_of,
        (select count(*) from exited where exited.is_in_goal) as goal_counted_lines,
        (select count(*) from exited where exited.is_in_goal and exited.is_recent) as goal_recent_lines,
        (select count(*) from exited where exited.is_recent) as recent_lines,
        (
            select count(*)
            from intermediate.int_standing as standing
            where
                standing.standing_group = 'outstanding'
                and in_area(standing.area_code, $area)
                and ($sector = '' or standing.sector = $sector)
        ) as outstanding_lines

)

select
    counts.as_of,
    goal.goal_lines,
    goal.goal_areas,
    goal.due_on,
    counts.goal_counted_lines,
    counts.goal_recent_lines,
    counts.recent_lines,
    counts.outstanding_lines,
    counts.goal_counted_lines + floor(counts.goal_recent_lines * greatest(goal.due_on - counts.as_of, 0) / 60)::bigint as forecast_lines,
    case
        when coalesce(goal.goal_lines <= counts.goal_counted_lines, false) then counts.as_of
        when speed.lines > 0
            then
                counts.as_of
                + least(
                    date '2101-01-01' - counts.as_of,
                    ceil(coalesce(goal.goal_lines - counts.goal_counted_lines, counts.outstanding_lines) * 60 / speed.lines)
                )::integer
    end as reached_on
from counts
cross join goal
cross join lateral (
    select case when goal.goal_lines is null then counts.recent_lines else counts.goal_recent_lines end as lines
) as speed
