-- Every line, on the day it begins to be true, belongs to an enterprise that is true on that day.
select line.line_id, line.enterprise_id, line.valid_from
from facts.line as line
anti join facts.enterprise as enterprise
    on
        line.enterprise_id = enterprise.enterprise_id
        and line.valid_from >= enterprise.valid_from
        and line.valid_from < coalesce(enterprise.valid_to, date '9999-12-31')
where line.valid_to is null or line.valid_to > line.valid_from
