-- What an import does to each line: the merged version and whether it is new, changed or the same as on that date. A blank never
-- erases; a capacity in another unit replaces the former capacities whole, because units are never mixed.
-- key: line_id
with known as (

    select line.*
    from facts.line as line
    semi join incoming_lines as incoming
        on line.line_id = incoming.line_id
    where line.valid_from <= $valid_on and (line.valid_to is null or line.valid_to > $valid_on)

),

merged as (

    select
        incoming.line_id,
        known.line_id is not null as is_known,
        struct_pack(
            enterprise_id := incoming.enterprise_id,
            line_code := coalesce(incoming.line_code, known.line_code),
            line_name := coalesce(incoming.line_name, known.line_name),
            line_key := coalesce(incoming.line_key, known.line_key),
            model := coalesce(incoming.model, known.model),
            sector := coalesce(nullif(incoming.sector, 'unknown'), known.sector, 'unknown'),
            process := coalesce(incoming.process, known.process),
            product := coalesce(incoming.product, known.product),
            quantity := coalesce(incoming.quantity, known.quantity),
            capacity_filed := coalesce(incoming.capacity_filed, case when incoming.keeps_capacity then known.capacity_filed end),
            capacity_actual := coalesce(incoming.capacity_actual, case when incoming.keeps_capacity then known.capacity_actual end),
            capacity_recognised := coalesce(incoming.capacity_recognised, case when incoming.keeps_capacity then known.capacity_recognised end),
            capacity_unit := coalesce(incoming.capacity_unit, known.capacity_unit),
            capacity_original := coalesce(incoming.capacity_original, known.capacity_original),
            state := coalesce(incoming.state, known.state, 'operating'),
            built_on := coalesce(incoming.built_on, known.built_on),
            remark := coalesce(incoming.remark, known.remark)
        ) as version,
        struct_pack(
            enterprise_id := known.enterprise_id,
            line_code := known.line_code,
            line_name := known.line_name,
            line_key := known.line_key,
            model := known.model,
            sector := known.sector,
            process := known.process,
            product := known.product,
            quantity := known.quantity,
            capacity_filed := known.capacity_filed,
            capacity_actual := known.capacity_actual,
            capacity_recognised := known.capacity_recognised,
            capacity_unit := known.capacity_unit,
            capacity_original := known.capacity_original,
            state := known.state,
            built_on := known.built_on,
            remark := known.remark
        ) as former,
        incoming.row_ref
    from (
        select lines.*, lines.capacity_unit is null or lines.capacity_unit = earlier.capacity_unit as keeps_capacity
        from incoming_lines as lines
        left join known as earlier on lines.line_id = earlier.line_id
    ) as incoming
    left join known
        on incoming.line_id = known.line_id

)

select
    merged.line_id,
    unnest(merged.version),
    merged.row_ref,
    case
        when not merged.is_known then 'new'
        when merged.version is distinct from merged.former then 'changed'
        else 'same'
    end as status
from merged
