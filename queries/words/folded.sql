-- A name without the differences people do not mean, as `lib/imports/subjects/keys.py` makes it: case, spaces, style of brackets.
create or replace macro folded(name) as translate(lower(name), '（）【】－—·•　 ', '()[]--')
