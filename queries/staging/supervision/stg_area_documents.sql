-- Documents that areas had issued by the date, without those that were withdrawn: a withdrawal corrects an entry, which then never was.
-- key: document_id
select documents.*
from facts.area_document as documents
anti join (select gone.withdraws from facts.area_document as gone where gone.withdraws is not null) as withdrawn
    on documents.document_id = withdrawn.withdraws
where documents.withdraws is null and documents.issued_on <= coalesce(getvariable('as_of')::date, current_date)
