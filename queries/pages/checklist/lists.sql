-- The checklists to take along to an enterprise, by the sectors of its lines, the dimensions of its reasons, where its lines stand and what it
-- owes; and those that were answered at the visit of a plan, with how many of their items.
-- reads intermediate: the dimensions of reasons are told nowhere else.
-- key: checklist
with answered as (

    select
        answers.checklist,
        count(distinct answers.item) as answered_count,
        count(*) filter (where answers.item_value = 'no') as no_count,
        count(*) filter (where answers.lacks_remark or answers.lacks_photo) as lacking_count,
        max(answers.finished_at) as finished_at
    from marts.inspection_answers as answers
    where answers.inspection_plan_id = $plan and answers.enterprise_id = $enterprise
    group by answers.checklist

),

asked as (

    select items.checklist, count(*) as item_count
    from marts.checklist_items as items
    group by items.checklist

)

select
    lists.checklist,
    said(lists.name_zh, lists.name_en) as checklist_name,
    asked.item_count,
    coalesce(answered.answered_count, 0) as answered_count,
    coalesce(answered.no_count, 0) as no_count,
    coalesce(answered.lacking_count, 0) as lacking_count,
    answered.finished_at
from reference.checklists as lists
inner join asked
    on lists.checklist = asked.checklist
left join answered
    on lists.checklist = answered.checklist
where
    lists.subject = 'enterprise'
    and (
        lists.sectors = '*'
        or answered.checklist is not null
        or exists (
            select 1
            from marts.corrective_actions as actions
            where
                actions.enterprise_id = $enterprise
                and actions.checklist = lists.checklist
                and actions.action_state in ('open', 'overdue', 'handed_in')
        )
        or exists (
            select 1
            from marts.lines as lines
            where lines.enterprise_id = $enterprise and list_contains(string_split(lists.sectors, ';'), lines.sector)
        )
        or exists (
            select 1
            from intermediate.int_target_reasons as reasons
            where
                reasons.enterprise_id = $enterprise
                and (
                    list_contains(reasons.dimensions, lists.dimension)
                    or list_contains(string_split(lists.standings, ';'), reasons.standing)
                )
        )
    )
order by lists.position
