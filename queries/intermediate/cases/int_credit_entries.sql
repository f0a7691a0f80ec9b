-- The last publication of each case on the credit platform: its class, the term in force on its day, when it ends by itself (as decided,
-- else after the longest the class allows), whether and when it was repaired, and whether it stands on the date.
-- key: case_id
with last_steps as (

    select
        steps.case_id,
        arg_max(
            {'happened_on': steps.happened_on, 'document_no': steps.document_no, 'class': steps.credit_class, 'due_on': steps.due_on},
            (steps.happened_on, steps.position)
        ) filter (where steps.step = 'credit_published') as published,
        arg_max({'happened_on': steps.happened_on, 'document_no': steps.document_no}, (steps.happened_on, steps.position))
            filter (where steps.step = 'credit_repaired') as repaired,
        arg_max(steps.step, (steps.happened_on, steps.position)) = 'credit_repaired' as is_repaired
    from intermediate.int_effective_steps as steps
    where steps.step in ('credit_published', 'credit_repaired')
    group by steps.case_id

),

dated as (

    select
        last_steps.case_id,
        last_steps.published.happened_on as published_on,
        last_steps.published.document_no as publication_no,
        terms.term,
        coalesce(
            last_steps.published.due_on,
            (last_steps.published.happened_on + to_months(terms.most_months))::date
        ) as ends_on,
        last_steps.is_repaired,
        case when last_steps.is_repaired then last_steps.repaired.happened_on end as repaired_on,
        case when last_steps.is_repaired then last_steps.repaired.document_no end as repair_no
    from last_steps
    left join reference.credit_terms as terms
        on
            last_steps.published.happened_on
            between coalesce(terms.effective_from, date '0001-01-01') and coalesce(terms.effective_to, date '9999-12-31')
            and terms.credit_class in ('any', last_steps.published.class)
    where last_steps.published is not null

)

select
    dated.*,
    not dated.is_repaired
    and coalesce(getvariable('as_of')::date, current_date) <= coalesce(dated.ends_on, date '9999-12-31') as is_published
from dated
