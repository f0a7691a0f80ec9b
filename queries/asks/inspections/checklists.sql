-- The checklists to take along to an enterprise: by the sectors of its lines, the dimensions of its reasons, where its lines stand.
-- key: checklist
select lists.checklist, said(lists.name_zh, lists.name_en) as checklist_name
from reference.checklists as lists
where
    lists.subject = 'enterprise'
    and (
        lists.sectors = '*'
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
