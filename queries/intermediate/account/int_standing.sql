-- stored: the account
-- The one standing of every line ever identified (docs/account.md): had a case, is outdated, or was. `why` says why a line need not leave
-- after all, or why one without a case and without a verdict still must; `how` in which form a line left.
-- key: line_id
with caught as (

    select lines.line_id, any_value(lines.enterprise_id) as enterprise_id
    from (
        select outdated.line_id, outdated.enterprise_id, unnest(outdated.rule_positions) as rule_position
        from intermediate.int_lines as outdated
        where outdated.verdict = 'outdated'
    ) as lines
    inner join reference.rules as rules
        on lines.rule_position = rules.position
    anti join intermediate.int_settled as settled
        on rules.rule_id = settled.rule_id and lines.line_id = settled.line_id
    group by lines.line_id

),

remembered as (

    select
        identified.line_id,
        any_value(identified.enterprise_id) as enterprise_id,
        coalesce(bool_or(rules.status = 'in_force'), false) as is_in_force,
        coalesce(
            bool_or(ends.last_on < coalesce(getvariable('as_of')::date, current_date) and identified.last_on >= ends.last_on)
                filter (where rules.status = 'in_force'),
            false
        ) as is_ended
    from staging.stg_identifications as identified
    left join staging.stg_rules as rules
        on identified.rule_id = rules.rule_id
    left join intermediate.int_rule_ends as ends
        on identified.rule_id = ends.rule_id
    group by identified.line_id

),

voided as (

    -- Lines of which the newest that a file told is void.
    select versions.line_id
    from (
        select line.line_id, line.valid_from, line.batch_id
        from facts.line as line
        semi join remembered
            on line.line_id = remembered.line_id
        union all
        select measurement.subject_id, measurement.valid_from, measurement.batch_id
        from facts.measurement as measurement
        semi join remembered
            on measurement.subject_id = remembered.line_id
        where measurement.subject_kind = 'line'
    ) as versions
    inner join facts.import_batch as batches
        on versions.batch_id = batches.batch_id
    where versions.valid_from <= coalesce(getvariable('as_of')::date, current_date)
    group by versions.line_id
    having arg_max(batches.voided_at is not null, (versions.valid_from, batches.recorded_at))

),

joined as (

    select
        coalesce(opened.line_id, caught.line_id, remembered.line_id) as line_id,
        coalesce(opened.enterprise_id, caught.enterprise_id, remembered.enterprise_id) as enterprise_id,
        opened.* exclude (line_id, enterprise_id, line_name, model, quantity, sector, process, capacity, capacity_unit),
        caught.line_id is not null as is_caught,
        remembered.is_in_force,
        remembered.is_ended,
        voided.line_id is not null as is_voided
    from intermediate.int_line_cases as opened
    full outer join caught
        on opened.line_id = caught.line_id
    full outer join remembered
        on coalesce(opened.line_id, caught.line_id) = remembered.line_id
    left join voided
        on remembered.line_id = voided.line_id

),

stood as (

    select
        joined.*,
        lines.sector,
        lines.process,
        coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity,
        lines.capacity_unit,
        case
            when joined.is_standing or joined.is_caught then null
            when joined.stage = 'rectified' then null
            when joined.stage = 'withdrawn' then 'case_withdrawn'
            when lines.line_id is null or joined.is_voided then 'batch_voided'
            when not joined.is_in_force then 'rules_changed'
            when lines.state = 'dismantled' then 'told_gone'
            when joined.is_ended then 'rule_ended'
            else 'data_corrected'
        end as why
    from joined
    left join staging.stg_lines as lines
        on joined.line_id = lines.line_id

),

named as (

    select
        stood.*,
        case
            when stood.is_standing and stood.is_replaced then 'replaced'
            when stood.is_standing then stood.stage
            when stood.is_caught then 'not_opened'
            when stood.stage = 'rectified' then 'rectified'
            when stood.why in ('told_gone', 'rule_ended') then 'not_opened'
            else 'withdrawn'
        end as standing
    from stood

)

select
    named.line_id,
    named.enterprise_id,
    case when named.standing != 'not_opened' then named.case_id end as case_id,
    named.standing,
    standings.standing_group,
    case when standings.standing_group = 'left' or (named.is_standing and named.exit_day is not null) then named.exit_form end as how,
    named.why,
    case when named.is_standing then named.exit_day end as exit_day,
    named.relapsed_on,
    places.area_code,
    coalesce(named.sector, 'unknown') as sector,
    named.process,
    named.capacity,
    named.capacity_unit
from named
inner join reference.standings as standings
    on named.standing = standings.standing
left join intermediate.int_enterprise_places as places
    on named.enterprise_id = places.enterprise_id
