-- Every publication on the credit platform that was made by the date: its class, the term in force on its day, counted from the day of
-- the document that decided it (else its own), when it ends by itself, and when it was repaired: a repair ends all that were made before.
-- key: step_id
with dated as (

    select
        publications.step_id,
        publications.case_id,
        publications.happened_on as published_on,
        publications.position,
        publications.document_no as publication_no,
        publications.decided_on,
        terms.term,
        coalesce(
            publications.due_on,
            (coalesce(publications.decided_on, publications.happened_on) + to_months(terms.most_months))::date
        ) as ends_on
    from intermediate.int_effective_steps as publications
    left join reference.credit_terms as terms
        on
            publications.happened_on
            between coalesce(terms.effective_from, date '0001-01-01') and coalesce(terms.effective_to, date '9999-12-31')
            and terms.credit_class in ('any', publications.credit_class)
    where publications.step = 'credit_published'

),

repaired as (

    select
        dated.step_id,
        arg_min(
            {'repaired_on': repairs.happened_on, 'repair_no': repairs.document_no}, (repairs.happened_on, repairs.position)
        ) as repair
    from dated
    inner join intermediate.int_effective_steps as repairs
        on
            dated.case_id = repairs.case_id
            and repairs.step = 'credit_repaired'
            and (repairs.happened_on, repairs.position) > (dated.published_on, dated.position)
    group by dated.step_id

)

select
    dated.*,
    repaired.repair.repaired_on as repaired_on,
    repaired.repair.repair_no as repair_no,
    repaired.step_id is null
    and coalesce(getvariable('as_of')::date, current_date) <= coalesce(dated.ends_on, date '9999-12-31') as is_published
from dated
left join repaired
    on dated.step_id = repaired.step_id
