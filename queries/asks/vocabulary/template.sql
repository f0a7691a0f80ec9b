-- Columns of the template workbook in their order, one row per column.
-- key: field
select
    field,
    heading_zh,
    heading_en,
    required,
    coalesce(choices, '') as choices,
    coalesce(example, '') as example,
    note_zh,
    note_en
from reference.template
order by position
