-- The items of one checklist as they are asked on the date, each with what was answered at a visit; a number that belongs to a line is asked
-- of every line of the checklist's sectors and of the processes that rules ask it of. `is_asked`: the answer that shows the item was given. `is_open`: it must be answered still.
-- reads staging: which lines there are is asked inside the transaction that finishes a checklist.
-- reads intermediate: of which processes rules ask an attribute is told nowhere else.
-- key: item, line_id
with lines as (

    select lines.line_id, lines.line_name, lines.sector, lines.process
    from staging.stg_lines as lines
    where lines.enterprise_id = $enterprise

),

given as (

    select answers.*
    from marts.inspection_answers as answers
    where answers.inspection_plan_id = $plan and answers.enterprise_id = $enterprise and answers.checklist = $checklist

),

asked as (

    select
        items.*,
        lines.line_id,
        lines.line_name
    from marts.checklist_items as items
    left join reference.attributes as attributes
        on items.attribute = attributes.attribute
    left join intermediate.int_attribute_processes as tied
        on items.attribute = tied.attribute
    left join lines
        on
            attributes.scope = 'line'
            and (items.checklist_sectors = '*' or list_contains(string_split(items.checklist_sectors, ';'), lines.sector))
            and (tied.processes is null or list_contains(tied.processes, lines.process))
    where items.checklist = $checklist

)

select
    asked.*,
    given.answer_id,
    given.item_value,
    given.item_value_name,
    given.item_remark,
    coalesce(given.picture_count, 0) as picture_count,
    coalesce(given.lacks_remark, false) as lacks_remark,
    coalesce(given.lacks_photo, false) as lacks_photo,
    given.dimension as found_dimension,
    given.finding_id,
    given.actor,
    given.recorded_at,
    asked.shown_if is null or coalesce(showing.item_value = split_part(asked.shown_if, '=', 2), false) as is_asked,
    is_asked and given.answer_id is null and asked.item_severity != 'info' as is_open
from asked
left join given
    on asked.item = given.item and coalesce(asked.line_id, '') = coalesce(given.line_id, '')
left join given as showing
    on split_part(asked.shown_if, '=', 1) = showing.item
order by asked.position, asked.line_name, asked.line_id
