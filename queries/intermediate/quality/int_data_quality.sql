-- What is doubtful or missing about every line and enterprise, where they stand apart; `detail` fills the sentence of the problem.
-- key: subject_kind, subject_id, reason, detail
with line_problems as (

    select
        lines.line_id,
        lines.enterprise_id,
        unnest(
            list_filter(
                [
                    case when lines.sector = 'unknown' then {'reason': 'line_sector_unknown', 'detail': ''} end,
                    case when lines.process is null and lines.sector != 'unknown' then {'reason': 'line_process_missing', 'detail': ''} end,
                    case when lines.capacity is null then {'reason': 'line_capacity_missing', 'detail': ''} end,
                    case
                        when lines.capacity is not null and lines.capacity_unit != processes.capacity_unit
                            then {'reason': 'line_capacity_unit', 'detail': lines.capacity_unit}
                    end,
                    case when lines.quantity > 1 then {'reason': 'line_quantity_many', 'detail': lines.quantity::varchar} end
                ],
                lambda problem: problem is not null
            )
        ) as problem
    from intermediate.int_lines as lines
    inner join reference.states as states
        on lines.state = states.state and states.is_judged
    left join reference.processes as processes
        on lines.process = processes.process

),

screened as (

    select measurements.subject_id
    from staging.stg_measurements as measurements
    where measurements.attribute = 'eliminated_class_process'

),

unscreened as (

    select lines.line_id, lines.enterprise_id
    from staging.stg_lines as lines
    inner join staging.stg_plan_sectors as sectors
        on lines.sector = sectors.sector and sectors.is_zero_report
    anti join screened
        on lines.line_id = screened.subject_id
    anti join screened as screened_enterprises
        on lines.enterprise_id = screened_enterprises.subject_id
    where lines.state in ('operating', 'suspended', 'building', 'planned')

),

warned as (

    select warnings.*, 'line' as subject_kind, warnings.line_id as subject_id
    from facts.import_warning as warnings
    semi join staging.stg_lines as lines
        on warnings.line_id = lines.line_id and warnings.batch_id = lines.batch_id
    union all
    select warnings.*, 'enterprise', warnings.enterprise_id
    from facts.import_warning as warnings
    semi join staging.stg_enterprises as enterprises
        on warnings.enterprise_id = enterprises.enterprise_id and warnings.batch_id = enterprises.batch_id
    where warnings.line_id is null

)

select 'line' as subject_kind, line_id as subject_id, enterprise_id, line_id, problem.reason as reason, problem.detail as detail, null as params_json
from line_problems

union all

select distinct
    verdicts.subject_kind,
    verdicts.subject_id,
    verdicts.enterprise_id,
    case when verdicts.subject_kind = 'line' then verdicts.subject_id end,
    'attribute_missing',
    verdicts.missing_attribute,
    null
from intermediate.int_verdicts as verdicts
where verdicts.verdict = 'not_assessable' and verdicts.missing_attribute is not null

union all

select 'line', unscreened.line_id, unscreened.enterprise_id, unscreened.line_id, 'screening_missing', '', null
from unscreened

union all

select
    'line',
    straddles.line_id,
    straddles.enterprise_id,
    straddles.line_id,
    'line_capacity_straddles',
    straddles.rule_id,
    to_json({
        'filed': rtrim(rtrim(straddles.capacity_filed::varchar, '0'), '.'),
        'actual': rtrim(rtrim(straddles.capacity_actual::varchar, '0'), '.'),
        'unit': straddles.capacity_unit,
        'bound': straddles.operator || ' ' || straddles.bound,
        'source': straddles.source
    })::varchar
from intermediate.int_capacity_straddles as straddles

union all

select 'line', running.line_id, running.enterprise_id, running.line_id, 'line_left_running', running.left_on::varchar, null
from (
    select lines.line_id, lines.enterprise_id, gone.left_on
    from intermediate.int_left_lines as gone
    inner join staging.stg_lines as lines
        on gone.line_id = lines.line_id and lines.valid_from > gone.left_on
    inner join reference.states as states
        on lines.state = states.state and states.is_running
) as running

union all

select 'line', built.line_id, built.enterprise_id, built.line_id, 'line_built_in_future', built.built_on::varchar, null
from intermediate.int_built_in_future as built

union all

select
    differences.subject_kind,
    differences.subject_id,
    differences.enterprise_id,
    differences.line_id,
    'seen_differs',
    differences.attribute,
    to_json({
        'seen': rtrim(rtrim(differences.seen_number::varchar, '0'), '.'),
        'told': rtrim(rtrim(differences.told_number::varchar, '0'), '.'),
        'unit': differences.unit,
        'day': differences.seen_on,
        'answer': differences.answer_id
    })::varchar
from intermediate.int_seen_differences as differences

union all

select 'line', unchecked.line_id, unchecked.enterprise_id, unchecked.line_id, 'catalogue_unchecked', '', null
from intermediate.int_catalogue_unchecked as unchecked

union all

select 'enterprise', enterprises.enterprise_id, enterprises.enterprise_id, null, 'credit_code_missing', '', null
from staging.stg_enterprises as enterprises
where enterprises.credit_code is null

union all

select distinct
    warned.subject_kind,
    warned.subject_id,
    warned.enterprise_id,
    warned.line_id,
    warned.reason,
    coalesce(warned.value, ''),
    first_value(warned.params_json) over (partition by warned.subject_kind, warned.subject_id, warned.reason, warned.value)
from warned
where
    warned.reason not in ('sector_missing', 'process_missing', 'quantity_many', 'capacity_unit_other')
    and warned.reason not in (  -- int_place_findings derives these from what the register knows as of the date
        'declared_differs_from_address',
        'declared_differs_from_point',
        'address_differs_from_point',
        'point_outside_city',
        'point_outside_china',
        'point_in_enclave',
        'town_moved',
        'coordinates_unreadable',
        'coordinates_incomplete',
        'coordinates_projected',
        'coordinates_off_earth'
    )
