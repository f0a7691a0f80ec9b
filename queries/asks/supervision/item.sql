-- An item of the checklist of areas as it is asked in a period: in the edition of the period's last day.
-- key: item
select items.item, items.edition, items.answer as answer_kind, coalesce(items.choices_zh, '') as choices_zh
from reference.checklist_items as items
inner join reference.periods as periods
    on
        periods.period = $period
        and periods.due_on between coalesce(items.effective_from, date '0001-01-01') and coalesce(items.effective_to, date '9999-12-31')
where items.checklist = 'area_supervision' and items.item = $item
order by items.edition desc
limit 1
