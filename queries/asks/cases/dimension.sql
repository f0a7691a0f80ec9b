-- The cases of a dimension about a line or an enterprise.
-- key: case_id
select exit_case.case_id
from facts.exit_case as exit_case
inner join reference.variants as variants
    on exit_case.variant = variants.variant
where variants.dimension = $dimension and $subject_id in (exit_case.line_id, exit_case.enterprise_id)
