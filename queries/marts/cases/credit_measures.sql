-- Every credit measure as of the date, with its field, legal basis, authority, and the days it runs from and until; `is_standing`: it has
-- not ended. No measure is ever set by default (聊工信发〔2022〕64号 三（三）: 依法依规).
-- key: step_id
select
    measures.step_id,
    measures.case_id,
    measures.publication_id,
    cases.area_code,
    cases.enterprise_id,
    cases.enterprise_name,
    cases.credit_code,
    cases.sector,
    cases.sector_name,
    measures.restriction,
    said(fields.name_zh, fields.name_en) as restriction_name,
    measures.basis,
    measures.authority,
    measures.document_no,
    measures.from_on,
    measures.until_on,
    measures.is_standing
from intermediate.int_credit_measures as measures
inner join marts.cases as cases
    on measures.case_id = cases.case_id
left join reference.restrictions as fields
    on measures.restriction = fields.restriction
