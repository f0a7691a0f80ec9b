-- A sentence of `reasons` or `problems` with its `{placeholders}` filled from a JSON object; what the object lacks stays empty. The
-- sentence is cut into pieces once, so that a value with braces of its own is never read as a sentence.
create or replace macro intermediate.filled(sentence, params) as array_to_string(
    list_transform(
        string_split_regex(sentence, '[{}]'),
        lambda piece, place: case when place % 2 = 0 then coalesce(json_extract_string(params, '$."' || piece || '"'), '') else piece end
    ),
    ''
)
