-- Every production line with its place, its verdict and the sentence that explains it; codes and the reader's words side by side.
-- key: line_id
select
    lines.line_id,
    lines.enterprise_id,
    lines.enterprise_name,
    lines.credit_code,
    lines.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    lines.located_by,
    lines.located_confidence,
    lines.lon,
    lines.lat,
    lines.line_code,
    lines.line_name,
    lines.model,
    lines.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    lines.process,
    said(processes.name_zh, processes.name_en) as process_name,
    lines.product,
    lines.quantity,
    lines.capacity,
    lines.capacity_unit,
    lines.capacity_filed,
    lines.capacity_actual,
    lines.capacity_recognised,
    lines.capacity_original,
    lines.state,
    said(states.name_zh, states.name_en) as state_name,
    states.is_running,
    lines.built_on,
    lines.scale,
    lines.verdict,
    said(verdicts.name_zh, verdicts.name_en) as verdict_name,
    coalesce(array_to_string(rule_sets.rule_ids, ';'), '') as rule_ids,
    case
        when not states.is_judged then said('已' || states.name_zh || '，不再判定。', states.name_en || ': no longer judged.')
        when lines.has_left then said('已退出，不再判定。', 'Has left: no longer judged.')
        when sentences.rule_id is not null then intermediate.explanation(
            sentences.sentence_zh,
            sentences.sentence_en,
            lines.verdict,
            lines.measured_number,
            lines.measured_text,
            missing.name_zh,
            missing.name_en,
            coalesce(lines.exemption, lines.product),
            lines.left_out_count
        ) || case
            when len(lines.rule_positions) > 1
                then said('另见 ', ' See also ')
                    || array_to_string(rule_sets.rule_ids[2:], said('、', ', '))
                    || said('。', '.')
            else ''
        end
        else said(verdicts.meaning_zh || '。', verdicts.meaning_en || '.')
    end as explanation,
    lines.remark,
    lines.batch_id,
    lines.row_ref,
    lines.position
from intermediate.int_lines as lines
inner join reference.sectors as sectors
    on lines.sector = sectors.sector
inner join reference.states as states
    on lines.state = states.state
inner join reference.verdicts as verdicts
    on lines.verdict = verdicts.verdict
left join reference.processes as processes
    on lines.process = processes.process
left join reference.areas as areas
    on lines.area_code = areas.area_code
left join intermediate.int_rule_sets as rule_sets
    on lines.rule_positions = rule_sets.rule_positions
left join reference.rules as first_rules
    on lines.rule_positions[1] = first_rules.position
left join reference.attributes as missing
    on lines.missing_attribute = missing.attribute
left join intermediate.int_rule_sentences as sentences
    on
        first_rules.rule_id = sentences.rule_id
        and lines.verdict = sentences.verdict
        and lines.condition_position = sentences.condition_position
