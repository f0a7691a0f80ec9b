-- Exits that are overdue and not shut, and those ever published on the credit platform: since when overdue, when published, of which
-- class and until when, when repaired, and in which of the nine fields a measure stands (聊工信发〔2022〕64号 三（三）: each by its own
-- basis, none by default; credit_measures). What was shut in another case is not overdue here; an entry that stays says why.
-- key: case_id
with elsewhere as (

    -- Cases whose every line was shut in another case, with the last of these.
    select
        lines.case_id,
        arg_max({'shut_in': shut.case_id, 'shut_on': shut.shut_down_on}, (shut.shut_down_on, shut.case_id)) as shut
    from intermediate.int_case_lines as lines
    left join intermediate.int_shut_lines as shut
        on lines.line_id = shut.line_id and lines.case_id != shut.case_id
    group by lines.case_id
    having count(*) = count(shut.line_id)

),

overdue as (

    select
        clocks.case_id,
        arg_min(clocks.clock, (clocks.due_on, clocks.clock)) as clock,
        min(clocks.due_on) + 1 as overdue_since
    from intermediate.int_case_clocks as clocks
    inner join intermediate.int_case_plans as plans
        on clocks.case_id = plans.case_id
    inner join reference.plan_clocks as rules
        on plans.plan_id = rules.plan_id and clocks.clock = rules.clock
    anti join elsewhere
        on clocks.case_id = elsewhere.case_id
    where rules.is_exit and clocks.colour = 'overdue'
    group by clocks.case_id

),

measures as (

    select
        measures.case_id,
        list(measures.restriction) as fields,
        string_agg(distinct fields.name_zh, '、' order by fields.name_zh) as names_zh,
        string_agg(distinct fields.name_en, '; ' order by fields.name_en) as names_en
    from intermediate.int_credit_measures as measures
    inner join reference.restrictions as fields
        on measures.restriction = fields.restriction
    where measures.is_standing
    group by measures.case_id

)

select
    cases.case_id,
    cases.area_code,
    cases.area_name,
    cases.enterprise_id,
    cases.enterprise_name,
    cases.credit_code,
    cases.line_id,
    cases.line_name,
    cases.sector,
    cases.sector_name,
    cases.variant,
    cases.variant_name,
    cases.stage,
    cases.stage_name,
    cases.rule_id,
    cases.clause,
    cases.lead_department,
    overdue.clock,
    said(clocks.name_zh, clocks.name_en) as clock_name,
    overdue.overdue_since,
    date_diff('day', overdue.overdue_since, coalesce(getvariable('as_of')::date, current_date)) + 1 as days_overdue,
    entries.published_on,
    entries.publication_no,
    entries.decided_on,
    terms.credit_class,
    said(terms.name_zh, terms.name_en) as credit_class_name,
    entries.ends_on as published_until,
    terms.clause as term_clause,
    entries.repaired_on,
    entries.repair_no,
    coalesce(entries.is_published, false) as is_published,
    case
        when elsewhere.case_id is not null
            then said(
                '本事项曾公布；所涉生产线已于 ' || elsewhere.shut.shut_on || ' 在事项 ' || elsewhere.shut.shut_in || ' 关停',
                'published in this case; its line was shut in case ' || elsewhere.shut.shut_in || ' on ' || elsewhere.shut.shut_on
            )
        when overdue.case_id is not null and cases.shut_down_on is null
            then said(overdue.overdue_since || ' 起逾期，未关停', 'overdue since ' || overdue.overdue_since || ' and not shut')
        when entries.is_published and entries.ends_on is null
            then said('已公布，未登记失信等级，公布期限无法计算', 'published without a class: when that ends cannot be told')
        when entries.is_published
            then said('公布至 ' || entries.ends_on || '，未修复', 'published until ' || entries.ends_on || ', not repaired')
        else said('留存记录：公布已结束', 'on record: the publication is over')
    end as listed_because,
    said(measures.names_zh, measures.names_en) as restrictions,
    coalesce(list_contains(measures.fields, 'land_supply'), false) as land_supply,
    coalesce(list_contains(measures.fields, 'funding'), false) as funding,
    coalesce(list_contains(measures.fields, 'taxation'), false) as taxation,
    coalesce(list_contains(measures.fields, 'production_permit'), false) as production_permit,
    coalesce(list_contains(measures.fields, 'safety_permit'), false) as safety_permit,
    coalesce(list_contains(measures.fields, 'bond_issue'), false) as bond_issue,
    coalesce(list_contains(measures.fields, 'financing_credit'), false) as financing_credit,
    coalesce(list_contains(measures.fields, 'government_procurement'), false) as government_procurement,
    coalesce(list_contains(measures.fields, 'public_tenders'), false) as public_tenders
from marts.cases as cases
left join overdue
    on cases.case_id = overdue.case_id
left join reference.clocks as clocks
    on overdue.clock = clocks.clock
left join intermediate.int_credit_entries as entries
    on cases.case_id = entries.case_id
left join reference.credit_terms as terms
    on entries.term = terms.term
left join measures
    on cases.case_id = measures.case_id
left join elsewhere
    on cases.case_id = elsewhere.case_id
where (overdue.case_id is not null and cases.shut_down_on is null) or entries.case_id is not null
