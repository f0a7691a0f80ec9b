-- The documents of one area under a plan.
-- key: document_id
select documents.*
from marts.area_documents as documents
where documents.area_code = $area and documents.plan_id = $plan
order by documents.issued_on, documents.document_id
