-- The lines a page is asked for: one row per line that passes every filter; an empty filter lets all pass. `wanted_text` is looked for
-- in the names of enterprise and line and in the credit code, `wanted_dimension` among the rules that give the verdict.
-- key: line_id
create or replace macro intermediate.lines_matching(
    wanted_area, wanted_sector, wanted_process, wanted_verdict, wanted_state, wanted_scale, wanted_dimension, wanted_text
) as table
select lines.*
from intermediate.int_lines as lines
where
    in_area(lines.area_code, wanted_area)
    and (wanted_sector = '' or lines.sector = wanted_sector)
    and (wanted_process = '' or lines.process = wanted_process)
    and (wanted_verdict = '' or lines.verdict = wanted_verdict)
    and (wanted_state = '' or lines.state = wanted_state)
    and (wanted_scale = '' or lines.scale = wanted_scale)
    and (
        wanted_dimension = ''
        or lines.rule_positions in (
            select rule_sets.rule_positions
            from intermediate.int_rule_sets as rule_sets
            where list_contains(rule_sets.dimensions, wanted_dimension)
        )
    )
    and (
        wanted_text = ''
        or contains(lines.enterprise_name, wanted_text)
        or contains(lines.line_name, wanted_text)
        or contains(lines.credit_code, upper(wanted_text))
    )
