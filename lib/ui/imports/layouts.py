"""Foreign layouts: what each column of a file was taken for, said better by a person and kept as a profile."""

from pathlib import Path

import streamlit as st

from lib.errors import FileRefused
from lib.imports.delivered import columns_delivered
from lib.imports.mapping import MappedColumn, profile_from
from lib.imports.profiles import FIELDS, load_profile, save_profile
from lib.imports.vocabulary import Vocabulary
from lib.ui.frame import data, person
from lib.ui.frame.words import _, language, literal


def columns(path: Path, profile: str | None) -> None:
    """Show what each column was taken for; let a person say it better and keep that as a profile."""
    source = data.register()
    vocabulary = Vocabulary.from_register(source.cursor(), source.settings)
    base = load_profile(profile, source.settings) if profile else None
    with st.expander(_("Columns: what each was taken for")):
        try:
            found = columns_delivered(path, vocabulary, base, source.settings, language())
        except FileRefused:
            return  # said above
        with st.form("mapping", border=False):
            names = _names(vocabulary)
            targets = {column.heading: _target(column, names) for column in found}
            name, title = st.columns(2)
            named = name.text_input(
                _("Name of the layout (letters, digits, hyphens)"), key="profile_name", max_chars=60
            )
            titled = title.text_input(_("Title shown in the list"), key="profile_title", max_chars=60)
            if st.form_submit_button(_("Save as a layout")) and named:
                person.demand("import")
                save_profile(profile_from(named.strip(), titled.strip(), targets, base), source.settings)
                st.success(_("Saved. Choose it under “Layout” to read the file with it."))


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    """What a column may mean, in the words of the template: 县（市、区）或开发区, not area_text."""
    template = {column.field: column.heading[language()] for column in vocabulary.template}
    labels = data.labels("column")
    known = FIELDS - {"ignored"}  # the same as not to read it
    fields = {code: template.get(code) or labels.get(code) or vocabulary.name("field", code) for code in known}
    return {"": _("Not read")} | dict(sorted(fields.items(), key=lambda one: one[1])) | data.labels("attribute")


def _target(column: MappedColumn, names: dict[str, str]) -> str:
    """Ask what a heading means; the examples help."""
    shown = list(names)
    index = shown.index(column.target) if column.target in names else 0
    help_text = " | ".join(column.examples)
    label = f"{column.heading}　{help_text[:60]}" if help_text else column.heading
    return str(
        st.selectbox(literal(label), shown, index=index, format_func=names.__getitem__, key=f"map_{column.heading}")
    )
