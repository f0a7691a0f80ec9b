-- The findings that stand of an enterprise under a document's number.
-- key: finding_id
select findings.finding_id
from staging.stg_findings as findings
where findings.document_no = $document and findings.enterprise_id = $enterprise
