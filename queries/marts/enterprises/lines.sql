-- Every production line with its place, its verdict and the sentence that explains it; codes and the reader's words side by side.
-- key: line_id
select
    lines.line_id,
    lines.enterprise_id,
    lines.enterprise_name,
    lines.credit_code,
    lines.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    lines.located_by,
    lines.located_confidence,
    lines.lon,
    lines.lat,
    lines.line_code,
    lines.line_name,
    lines.model,
    lines.sector,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sectors.name_en else sectors.name_zh end as sector_name,
    lines.process,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then processes.name_en else processes.name_zh end as process_name,
    lines.product,
    lines.quantity,
    lines.capacity,
    lines.capacity_unit,
    lines.capacity_filed,
    lines.capacity_actual,
    lines.capacity_recognised,
    lines.capacity_original,
    lines.state,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then states.name_en else states.name_zh end as state_name,
    states.is_running,
    lines.built_on,
    lines.scale,
    lines.verdict,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then verdicts.name_en else verdicts.name_zh end as verdict_name,
    coalesce(array_to_string(rule_sets.rule_ids, ';'), '') as rule_ids,
    case
        when not states.is_judged and coalesce(getvariable('lang'), 'zh') = 'en' then states.name_en || ': no longer judged.'
        when not states.is_judged then '已' || states.name_zh || '，不再判定。'
        when lines.has_left
            then case when coalesce(getvariable('lang'), 'zh') = 'en' then 'Has left: no longer judged.' else '已退出，不再判定。' end
        when sentences.rule_id is not null then intermediate.explanation(
            sentences.sentence_zh,
            sentences.sentence_en,
            lines.verdict,
            lines.measured_number,
            lines.measured_text,
            missing.name_zh,
            missing.name_en,
            coalesce(lines.exemption, lines.product)
        ) || case
            when len(lines.rule_positions) > 1
                then case when coalesce(getvariable('lang'), 'zh') = 'en' then ' See also ' else '另见 ' end
                    || array_to_string(rule_sets.rule_ids[2:], case when coalesce(getvariable('lang'), 'zh') = 'en' then ', ' else '、' end)
                    || case when coalesce(getvariable('lang'), 'zh') = 'en' then '.' else '。' end
            else ''
        end
        when coalesce(getvariable('lang'), 'zh') = 'en' then verdicts.meaning_en || '.'
        else verdicts.meaning_zh || '。'
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
