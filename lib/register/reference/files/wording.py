"""Words: names of terms and columns, sentences about cells, spellings in delivered files, the template workbook."""

from lib.register.reference.columns import Table, code, flag, names, one_of, optional, text
from lib.register.reference.files.account import CORRECTIONS, EXIT_FORMS, GROUPS
from lib.register.reference.files.inspecting import ANSWERS, ITEM_SEVERITIES, MARKS, OUTCOMES, POOLS, STATES
from lib.register.reference.files.judging import EFFECTS, OPERATORS, ROLES, SCOPES, STATUSES, TRIGGERS
from lib.register.reference.files.measuring import EDITIONS
from lib.register.reference.files.people import ADDRESSED, INSTRUCTION_STATES, INSTRUCTION_STEPS
from lib.register.reference.files.supervising import ISSUES, ORIGINS, PARTS, SUPERVISION_STATES, SUPERVISION_STEPS
from lib.register.reference.files.supervising import OUTCOMES as ITEM_OUTCOMES
from lib.register.reference.rows import same_holes
from lib.register.reference.rules import heading_is_no_attribute, term_is_known, word_means_something

AGENDA = (  # what is to be done, in its order
    *("instruction", "overdue", "due", "not_opened", "silent", "contradicted", "running", "objection", "correction"),
    *("approval", "request", "found"),
)
TERMS: dict[str, tuple[str, ...]] = {  # words the program uses, each with a name in terms.csv
    "rule_status": STATUSES,
    "scope": SCOPES,
    "trigger": TRIGGERS,
    "role": ROLES,
    "effect": EFFECTS,
    "operator": OPERATORS,
    "located_by": ("declared", "address", "coordinates", "none"),
    "confidence": ("certain", "likely", "weak", "contradicted", "none"),
    "scale": ("above", "below"),
    "subject_kind": ("line", "enterprise"),
    "datum": ("wgs84", "cgcs2000", "gcj02", "bd09"),
    "datum_basis": ("stated", "option", "assumed"),
    "area_kind": ("county", "zone"),
    "seriousness": ("ordinary", "serious"),
    "sheet_role": ("county", "summary", "ignored"),
    "sheet_why": ("chosen", "data", "name", "repeats", "hidden", "no_heading", "vertical", "steps"),
    "row_kind": ("heading", "section", "data", "hidden", "total", "note", "title", "skipped", "blank"),
    "area_source": ("chosen", "sheet", "title", "form"),
    "fact": ("opened", "shut", "dismantled", "accepted"),
    "flag": ("true", "false"),
    "inspection_state": STATES,
    "visit_outcome": OUTCOMES,
    "draw_pool": POOLS,
    "inspection_mark": MARKS,
    "answer_kind": ANSWERS,
    "item_answer": ("yes", "no", "na"),
    "item_severity": ITEM_SEVERITIES,
    "supervision_part": PARTS,
    "supervision_state": SUPERVISION_STATES,
    "supervision_step": SUPERVISION_STEPS,
    "item_outcome": ITEM_OUTCOMES,
    "issue_state": ISSUES,
    "answer_origin": ORIGINS,
    "proposed_deed": ("finding", "open_case", "verify"),
    "proposal_state": ("proposed", "confirmed", "set_aside"),
    "measurement_origin": ("told", "seen"),
    "found_state": ("draft", "registered", "rejected"),
    "action_state": ("open", "overdue", "handed_in", "closed", "withdrawn"),
    "addressed": ADDRESSED,
    "instruction_state": INSTRUCTION_STATES,
    "instruction_step": INSTRUCTION_STEPS,
    "todo": AGENDA,
    "standing_group": GROUPS,
    "exit_form": EXIT_FORMS,
    "standing_why": (*CORRECTIONS, "told_gone", "rule_ended"),
    "bridge_term": (
        *("identified", "identified_again", "relapsed", "moved_in", "left_dismantled", "left_sealed", "rectified"),
        *("replaced", "moved_out"),
        *CORRECTIONS,
    ),
}
WORDS = {"flag": ("true", "false"), "scale": TERMS["scale"], "datum": TERMS["datum"], "edition": EDITIONS}
SEVERITIES = ("file", "refused", "warning", "label")
CHOICES = ("area", "datum", "edition", "scale", "sector", "process", "unit", "state")
ENTERPRISE = (
    *("enterprise_name", "credit_code", "former_names", "area_text", "address", "coordinates_text", "lon_text"),
    *("lat_text", "datum", "industry_code", "industry_edition", "scale", "contact_name", "contact_phone"),
)
LINE = (
    *("sector", "process", "line_code", "line_name", "model", "product", "quantity", "capacity_filed"),
    *("capacity_actual", "capacity_recognised", "capacity_unit", "state", "built_on", "observed_on", "remark"),
)
FIELDS = (*ENTERPRISE, *LINE)
REASONS = (
    "file_empty file_too_large file_type file_magic file_damaged file_exhausts_memory file_exhausts_time "
    "file_breaks_reader file_macros file_encrypted file_bomb file_entries file_nested file_dde file_entities file_area "
    "file_encoding file_no_header file_ambiguous file_no_rows file_no_profile file_missing file_profile sheet_unknown "
    "sheet_choice file_vertical file_steps ditto_hangs name_is_total name_is_area name_several name_bare name_error "
    "name_unsaved no_enterprise_name credit_code_numeric credit_code_length credit_code_characters capacity_unreadable "
    "capacity_approximate capacity_range capacity_precision capacity_negative capacity_unit_missing "
    "capacity_unit_unknown capacity_units_differ capacity_merged number_unreadable number_approximate number_range "
    "number_precision number_unit_unknown flag_unreadable code_unknown state_unknown duplicate_row correction_nowhere "
    "correction_merged label_refused_rows label_what_to_mend label_corrections label_correction_headings "
    "label_original_place label_register label_instructions label_choices label_heading label_required label_note "
    "label_example label_yes label_no label_instructions_title number_several number_noted capacity_several "
    "capacity_noted model_unreadable enterprise_unclear other_area id_unknown id_repeated form_no_header "
    "form_of_plants form_too_long form_sheet_unread form_column_unread form_row_skipped form_cell_broken "
    "form_lacks_step form_lacks_happened_on form_lacks_case form_case_unknown form_enterprise_unknown "
    "form_line_unknown form_cases_several form_case_of_another form_word_unknown form_whole_unreadable "
    "form_day_unreadable form_day_inexact form_no_zip form_file_absent form_files_several form_file_unused "
    "form_file_nested form_row_repeated form_files_come_late form_refused form_refused_out_of_turn"
)
DOUBTS = (  # warnings that are problems of the register too
    "sector_unknown sector_from_code sector_from_process process_unknown process_from_name state_missing "
    "date_unreadable quantity_unreadable credit_code_check_digit credit_code_old scale_unknown datum_unknown phone_odd "
    "industry_code_odd industry_edition_unknown model_vertical model_two_diameters model_differs column_unread "
    "column_repeated sheet_hidden sheet_unread external_links area_unreadable area_ambiguous area_is_whole_city "
    "area_elsewhere coordinates_unreadable coordinates_incomplete coordinates_projected coordinates_off_earth "
    "coordinates_swapped point_outside_china point_outside_city point_in_enclave declared_differs_from_address "
    "declared_differs_from_point address_differs_from_point address_elsewhere town_not_in_county town_moved "
    "town_ambiguous looks_shifted capacity_implausible number_implausible sector_missing process_missing quantity_many "
    "capacity_unit_other cell_error cell_unsaved row_hidden column_hidden row_skipped total_differs "
    "total_counts_otherwise section_unread sector_from_section area_from_section area_from_chosen area_from_sheet "
    "area_from_title area_from_form area_sources_differ area_missing date_differs sheet_summary_chosen "
    "sheet_summary_name sheet_summary_repeats sheet_form sheet_vertical sheet_steps sheet_ignored summary_unknown "
    "summary_differs summary_lacks credit_code_pending point_at_border line_name_repeated line_code_repeated "
    "line_name_known name_in_two_counties enterprise_in_two_counties code_of_two_names former_from_name"
)
PROBLEMS = (
    "place_unknown zone_differs_from_town zone_membership_unsettled line_sector_unknown line_process_missing "
    "line_capacity_missing line_capacity_unit line_quantity_many line_capacity_straddles line_built_in_future "
    "line_left_running seen_differs catalogue_unchecked "
    "attribute_missing screening_missing credit_code_missing"
)

TABLES: dict[str, Table] = {
    "terms": Table(
        "The name of a word the program uses.",
        key=("kind", "code"),
        columns={
            "kind": one_of("what the word belongs to", tuple(TERMS)),
            "code": text("the word"),
            **names("word"),
        },
        checks=(term_is_known(TERMS),),
    ),
    "columns": Table(
        "The label of a column of tables, exports and marts.",
        key=("column",),
        columns={
            "column": code("the column"),
            "label_zh": text("Chinese label"),
            "label_en": text("English label"),
        },
    ),
    "reasons": Table(
        "A sentence about a delivered file, row or cell, or a word of our workbooks.",
        key=("reason",),
        columns={
            "reason": code("code of the sentence"),
            "severity": one_of("what it does: refuse the file, refuse the row, warn; or it is a label", SEVERITIES),
            "sentence_zh": text("the sentence in Chinese, with {placeholders}"),
            "sentence_en": text("the sentence in English; places have an _en of their own"),
        },
        names=(*REASONS.split(), *DOUBTS.split()),
        is_closed=True,
        checks=(same_holes,),
    ),
    "problems": Table(
        "A problem of the register's data.",
        key=("problem",),
        columns={
            "problem": code("code of the problem"),
            "title_zh": text("Chinese title"),
            "title_en": text("English title"),
            "sentence_zh": optional(text("what is wrong and what to do; empty = the sentence of reasons.csv")),
            "sentence_en": optional(text("the same in English")),
        },
        names=(*PROBLEMS.split(), *DOUBTS.split()),
        is_closed=True,
        checks=(same_holes,),
    ),
    "headers": Table(
        "A heading of delivered files and the field it means.",
        key=("synonym",),
        columns={
            "synonym": text("the heading as files write it"),
            "field": one_of("the field it fills; serial and ignored are not kept", ("serial", "ignored", *FIELDS)),
        },
        checks=(heading_is_no_attribute,),
    ),
    "characters": Table(
        "A traditional character and the simplified one that is read in its place; what is stored stays as written.",
        key=("traditional",),
        columns={
            "traditional": text("the character as files may write it"),
            "simplified": text("the character the lists of words use"),
        },
    ),
    "words": Table(
        "A word of delivered files and the code it means.",
        key=("kind", "word"),
        columns={
            "kind": text("flag, scale, datum, edition, or an attribute that has words of its own"),
            "word": text("the word as files write it"),
            "code": text("what it means: true or false, or a code of that kind"),
        },
        checks=(word_means_something(WORDS),),
    ),
    "template": Table(
        "A column of the template workbook, in its order.",
        key=("field",),
        columns={
            "field": one_of("the field", FIELDS),
            "heading_zh": text("Chinese heading"),
            "heading_en": text("English heading"),
            "required": flag("whether a row without it is refused"),
            "choices": optional(one_of("the list offered in its cells", CHOICES)),
            "example": optional(text("an example")),
            "note_zh": text("what to fill in, in Chinese"),
            "note_en": text("what to fill in, in English"),
        },
    ),
}
