-- Lines crossed with the judging rules that must be answered for them: a measured rule asks every line of its sectors, a
-- finding rule speaks only of the lines for which its fact was recorded. Rules of a single recorded fact are not here: they
-- are tested where the fact stands.
-- key: line_id, rule_id
with found as (

    select distinct facts.line_id, conditions.rule_id
    from intermediate.int_line_facts as facts
    inner join intermediate.int_conditions as conditions
        on facts.attribute = conditions.attribute
    where
        conditions.role = 'outdated_if'
        and conditions.trigger = 'finding'
        and conditions.scope = 'line'
        and not conditions.is_single

)

select lines.*, rule_sectors.rule_id
from intermediate.int_judged_lines as lines
inner join intermediate.int_rule_sectors as rule_sectors
    on lines.sector = rule_sectors.sector
where rule_sectors.trigger = 'measured' and rule_sectors.scope in ('line', 'enterprise_total')

union all

select lines.*, rule_sectors.rule_id
from found
inner join intermediate.int_judged_lines as lines
    on found.line_id = lines.line_id
inner join intermediate.int_rule_sectors as rule_sectors
    on found.rule_id = rule_sectors.rule_id and lines.sector = rule_sectors.sector
