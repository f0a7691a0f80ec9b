-- Every area in every period in which areas report, with its supervision and how it came out on the date: of the items that can be in order or
-- not, how many are, are not, and are unknown. `fulfilled_share`: in order of all that apply; what is unknown is not in order. Without a
-- supervision these are what the register alone knows.
-- key: period, area_code
with counted as (

    select
        items.period,
        items.area_code,
        count(*) filter (where items.is_judged and items.outcome != 'not_applicable') as judged_count,
        count(*) filter (where items.is_judged and items.outcome = 'fulfilled') as fulfilled_count,
        count(*) filter (where items.is_judged and items.outcome = 'failed') as failed_count,
        count(*) filter (where items.is_judged and items.outcome = 'unknown') as unknown_count,
        count(items.issue_state) as issue_count,
        count(*) filter (where items.issue_state in ('open', 'overdue')) as open_issue_count,
        count(*) filter (where items.issue_state = 'overdue') as overdue_issue_count,
        count(*) filter (where items.issue_state = 'closed') as closed_issue_count
    from intermediate.int_supervision_items as items
    group by items.period, items.area_code

),

supervisions as (

    select
        supervised.*,
        counted.* exclude (period, area_code),
        case
            when supervised.supervision_id is null then null
            when supervised.fed_back_on is null then 'open'
            when counted.open_issue_count = 0 then 'closed'
            when supervised.circulated_on is not null then 'circulated'
            else 'fed_back'
        end as state
    from intermediate.int_supervisions as supervised
    inner join counted
        on supervised.period = counted.period and supervised.area_code = counted.area_code

)

select
    supervised.period,
    said(periods.name_zh, periods.name_en) as period_name,
    supervised.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    supervised.supervision_id,
    supervised.state as supervision_state,
    states.name as supervision_state_name,
    supervised.opened_on,
    said(bodies.body, bodies.name_en) as body_name,
    array_to_string(supervised.supervisors, said('、', ', ')) as supervisors,
    supervised.judged_count,
    supervised.fulfilled_count,
    supervised.failed_count,
    supervised.unknown_count,
    (100.0 * supervised.fulfilled_count / nullif(supervised.judged_count, 0))::decimal(18, 1) as fulfilled_share,
    supervised.fed_back_on,
    supervised.feedback_no,
    supervised.due_on,
    supervised.circulated_on,
    supervised.circular_no,
    supervised.issue_count,
    supervised.open_issue_count,
    supervised.overdue_issue_count,
    supervised.closed_issue_count,
    supervised.actor
from supervisions as supervised
inner join reference.periods as periods
    on supervised.period = periods.period
inner join reference.areas as areas
    on supervised.area_code = areas.area_code
left join reference.inspecting_bodies as bodies
    on supervised.body = bodies.body
left join marts.labels as states
    on states.kind = 'supervision_state' and supervised.state = states.code
order by supervised.period_position, supervised.area_position
