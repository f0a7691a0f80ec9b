-- Every line, at every time it was true, belongs to an enterprise.
select line.line_id, line.enterprise_id
from facts.line as line
anti join facts.enterprise as enterprise
    on line.enterprise_id = enterprise.enterprise_id
