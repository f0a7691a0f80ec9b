-- Every item that is asked of every area in a period, in the edition of the period's last day: what the register knows, what was answered, and
-- whether the area is in order. Until the feedback the register's word stands where nobody answered; from then on what was taken down
-- stands. `is_judged`: yes and no, and numbers with a bound; of these what nobody knows is `unknown`.
-- key: period, area_code, item
with items as (

    select periods.period, items.*
    from reference.periods as periods
    inner join reference.checklist_items as items
        on
            items.checklist = 'area_supervision'
            and periods.due_on between coalesce(items.effective_from, date '0001-01-01') and coalesce(items.effective_to, date '9999-12-31')
    qualify row_number() over (partition by periods.period, items.item order by items.edition desc) = 1

),

documents as (

    select
        supervised.period,
        documents.area_code,
        documents.document_kind,
        count(distinct documents.document_no) as document_count,
        string_agg(distinct documents.document_no, '；' order by documents.document_no) as document_nos
    from staging.stg_area_documents as documents
    inner join intermediate.int_supervisions as supervised
        on
            documents.plan_id = supervised.plan_id
            and documents.area_code = supervised.area_code
            and documents.issued_on <= supervised.period_due_on
    group by supervised.period, documents.area_code, documents.document_kind

),

valued as (

    select
        supervised.*,
        items.item,
        items.edition,
        items.answer,
        items.severity,
        items.position,
        coalesce(rules.part, 'other') as part,
        rules.operator,
        rules.against,
        known.known_by,
        known.told_count,
        known.told_of,
        documents.document_nos,
        coalesce(known.value, case when items.answer = 'number' then documents.document_count::varchar
            when documents.document_count > 0 then 'yes' end) as known_value,
        answers.answer_id,
        answers.value as stated_value,
        answers.remark,
        coalesce(answers.origin, case when known_value is not null and supervised.fed_back_on is null then 'register' end) as origin,
        answers.actor as answered_by,
        answers.answered_on,
        case
            when answers.value is not null then answers.value
            when supervised.fed_back_on is null then known_value
        end as value
    from intermediate.int_supervisions as supervised
    inner join items
        on supervised.period = items.period
    left join reference.supervision_items as rules
        on items.item = rules.item
    left join intermediate.int_supervision_known as known
        on supervised.period = known.period and supervised.area_code = known.area_code and rules.known_by = known.known_by
    left join documents
        on
            supervised.period = documents.period
            and supervised.area_code = documents.area_code
            and rules.document_kind = documents.document_kind
    left join staging.stg_supervision_answers as answers
        on supervised.supervision_id = answers.supervision_id and items.item = answers.item

),

judged as (

    select
        valued.*,
        valued.answer in ('yes_no', 'yes_no_na') or valued.operator is not null as is_judged,
        case
            when valued.value is null then 'unknown'
            when valued.value = 'na' then 'not_applicable'
            when valued.answer in ('yes_no', 'yes_no_na') then case valued.value when 'yes' then 'fulfilled' when 'no' then 'failed' end
            when valued.operator is null then 'noted'
            when bounds.bound is null or try_cast(valued.value as decimal(18, 4)) is null then 'unknown'
            when
                case valued.operator
                    when '<=' then try_cast(valued.value as decimal(18, 4)) <= bounds.bound
                    when '>=' then try_cast(valued.value as decimal(18, 4)) >= bounds.bound
                end
                then 'fulfilled'
            else 'failed'
        end as outcome
    from valued
    left join lateral (
        select coalesce(
            try_cast(valued.against as decimal(18, 4)),
            max(try_cast(others.value as decimal(18, 4))) filter (where others.item = valued.against)
        ) as bound
        from valued as others
        where others.period = valued.period and others.area_code = valued.area_code
    ) as bounds
        on true

),

cured as (

    select
        steps.supervision_id,
        steps.item,
        max(steps.happened_on) as issue_closed_on,
        arg_max(steps.document_no, steps.number) as cure_no,
        arg_max(steps.note, steps.number) as cure_note
    from staging.stg_supervision_steps as steps
    where steps.step = 'cured'
    group by steps.supervision_id, steps.item

)

select
    judged.*,
    cured.issue_closed_on,
    cured.cure_no,
    cured.cure_note,
    case
        when not coalesce(list_contains(judged.issues, judged.item), false) then null
        when cured.issue_closed_on is not null then 'closed'
        when judged.due_on < coalesce(getvariable('as_of')::date, current_date) then 'overdue'
        else 'open'
    end as issue_state
from judged
left join cured
    on judged.supervision_id = cured.supervision_id and judged.item = cured.item
