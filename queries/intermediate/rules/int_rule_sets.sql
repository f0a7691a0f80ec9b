-- stored: read by every page
-- Every combination of rules that together give some line its verdict, in official order, with their names and dimensions;
-- a few dozen rows, so that a million lines need not carry the names.
-- key: rule_positions
with combinations as (

    select distinct lines.rule_positions
    from intermediate.int_lines as lines

),

members as (

    select combinations.rule_positions, unnest(combinations.rule_positions) as position
    from combinations

)

select
    members.rule_positions,
    list(rules.rule_id order by rules.position) as rule_ids,
    list(distinct rules.dimension order by rules.dimension) as dimensions
from members
inner join reference.rules as rules
    on members.position = rules.position
group by members.rule_positions
