-- Every kind of document by which an area proves what it did under the plan of the date: how many it issued, the last one's number and day. A
-- kind of which there is none has its row, which says so.
-- reads staging: no mart says which plan governs.
-- key: document_kind
with issued as (

    select documents.*
    from marts.area_documents as documents
    inner join staging.stg_plan_years as years
        on documents.plan_id = years.plan_id and years.is_current
    where documents.area_code = $area

)

select
    kinds.document_kind,
    any_value(said(kinds.name_zh, kinds.name_en)) as document_kind_name,
    count(issued.document_id) as document_count,
    coalesce(max_by(issued.document_no, (issued.issued_on, issued.document_id)), said('未见', 'none known')) as document_no,
    max(issued.issued_on) as issued_on
from reference.area_documents as kinds
left join issued
    on kinds.document_kind = issued.document_kind
group by kinds.document_kind
order by any_value(kinds.position)
