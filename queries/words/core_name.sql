-- What is left of an enterprise's name without its place, legal form and spelling: 山东省聊城市甲水泥有限责任公司 is 甲水泥.
create or replace macro core_name(name) as regexp_replace(
    regexp_replace(folded(name), '^(山东省?)?(聊城市?)?([一-鿿]{1,3}[县区市])?', ''),
    '(股份有限公司|有限责任公司|有限公司|集团|公司|总厂|厂|\([^)]*\))+$',
    ''
)
