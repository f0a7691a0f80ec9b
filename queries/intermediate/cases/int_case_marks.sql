-- stored: the ledger
-- What is true of each case on the date, one row a mark: cards count marks and the ledger filters by them, so both say the same. A
-- dismantled case was shut too (关停, 封存 and 拆除 are marks of their own); `undated`: something is owed and no clock runs; a withdrawn
-- case has no other mark.
-- key: case_id, mark
with clocks as (

    select
        running.case_id,
        bool_or(running.colour = 'overdue') as is_overdue,
        bool_or(running.met_on is null) as is_dated,
        bool_or(
            running.met_on is null
            and date_trunc('month', running.due_on) = date_trunc('month', coalesce(getvariable('as_of')::date, current_date))
        ) as is_due_this_month
    from intermediate.int_case_clocks as running
    group by running.case_id

),

marked as (

    select
        cases.case_id,
        unnest([
            'registered',
            case when stages.is_open then 'open' end,
            case when cases.stage = 'in_rectification' then 'in_rectification' end,
            case when cases.stage = 'rectified' then 'rectified' end,
            case when cases.shut_down_on is not null then 'shut' end,
            case when cases.sealed_on is not null then 'sealed' end,
            case when cases.dismantled_on is not null then 'dismantled' end,
            case
                when cases.shut_down_on is not null and cases.dismantled_on is null and not cases.is_exit_counted
                    then 'shut_standing'
            end,
            case when cases.city_accepted_on is not null then 'accepted' end,
            case when cases.is_exit_counted then 'exit_counted' end,
            case when cases.relapsed_on is not null then 'relapsed' end,
            case when clocks.is_overdue then 'overdue' end,
            case
                when
                    stages.is_open
                    and not coalesce(clocks.is_dated, false)
                    and coalesce(cases.dismantled_on, cases.sealing_completes_on) is null
                    then 'undated'
            end,
            case when clocks.is_due_this_month then 'due_month' end
        ]) as mark
    from intermediate.int_case_states as cases
    inner join reference.stages as stages
        on cases.stage = stages.stage
    left join clocks
        on cases.case_id = clocks.case_id
    where cases.stage != 'withdrawn'

)

select marked.case_id, marked.mark
from marked
where marked.mark is not null
union all
select cases.case_id, 'withdrawn'
from intermediate.int_case_states as cases
where cases.stage = 'withdrawn'
