-- The last publication of each case on the credit platform (int_credit_publications).
-- key: case_id
select publications.* exclude (step_id, position)
from intermediate.int_credit_publications as publications
qualify
    row_number() over (
        partition by publications.case_id order by publications.published_on desc, publications.position desc
    ) = 1
