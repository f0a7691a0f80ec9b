"""Foreign layouts: what each column and word of a file was taken for, said better by a person and kept as a profile."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from lib.errors import FileRefused, UserError
from lib.imports.delivered import columns_delivered
from lib.imports.mapping import MappedColumn, profile_from, unknown_words
from lib.imports.profiles import FIELDS, Profile, load_profile, save_profile
from lib.imports.rows import Remark
from lib.imports.vocabulary import Vocabulary
from lib.ui.frame import data, person
from lib.ui.frame.words import _, language, literal
from lib.ui.imports.options import SAVED

LISTS: Final = {"area_text": "area", "capacity_unit": "unit"}  # field → kind of its labels, where that is another
ABREAST: Final = 3  # headings and words beside each other


def columns(path: Path, profile: str | None, told: Sequence[Remark]) -> None:
    """Show what each column was taken for, and the words nobody knows; let a person say it better and keep that as a
    profile, with which the file is read at once. `told` is what was said of the file's rows."""
    source = data.register()
    vocabulary = Vocabulary.of(source)
    base = load_profile(profile, source.settings) if profile else None
    words = unknown_words(told)
    if saved := st.session_state.pop("layout_saved", ""):
        st.success(_("Saved as “{name}”, and the file is read with it.", name=saved))
    with st.expander(_("Columns and words: what each was taken for"), expanded=bool(words or saved)):
        try:
            found = columns_delivered(path, vocabulary, base, source.settings, language())
        except FileRefused:
            return  # said above
        with st.form("mapping", border=False):
            targets = _headings(found, _names(vocabulary))
            values = {field: _words(field, some) for field, some in words.items()}
            name, title = st.columns(2)
            named = name.text_input(
                _("Name of the layout (letters, digits, hyphens)"), value=profile or "", max_chars=60
            )
            titled = title.text_input(_("Title shown in the list"), value=base.title if base else "", max_chars=60)
            if st.form_submit_button(_("Save as a layout")):
                _save(profile_from(named.strip(), titled.strip(), targets, values, base))


def _save(profile: Profile) -> None:
    """Keep a profile, and choose it when the page runs again."""
    if not profile.name:
        raise UserError(_("Give the layout a name: it is then chosen by it."))
    person.demand("import")
    save_profile(profile, data.register().settings)
    st.session_state[SAVED] = profile.name
    st.session_state["layout_saved"] = profile.title
    st.rerun()


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    """What a column may mean, in the words of the template: 县（市、区）或开发区, not area_text."""
    template = {column.field: column.heading[language()] for column in vocabulary.template}
    labels = data.labels("column")
    known = FIELDS - {"ignored", "capacity_original"}  # not to read it is said below; the other is ours to write
    fields = {code: template.get(code) or labels.get(code) or vocabulary.name("field", code) for code in known}
    return {"": _("Not read")} | dict(sorted(fields.items(), key=lambda one: one[1])) | data.labels("attribute")


def _headings(found: Sequence[MappedColumn], names: dict[str, str]) -> dict[str, str]:
    """Ask what each heading means; the examples help."""
    asked: dict[str, str] = {}
    for at, (column, place) in enumerate(_beside(found)):
        label = "　".join(filter(None, (column.heading, " | ".join(column.examples)[:40])))
        index = list(names).index(column.target) if column.target in names else 0
        asked[column.heading] = place.selectbox(
            literal(label), list(names), index=index, format_func=names.__getitem__, key=f"map_{at}_{column.target}"
        )
    return asked


def _words(field: str, words: Sequence[str]) -> dict[str, str]:
    """Ask what each unknown word of a field means; one that is left open stays unknown."""
    names = {"": _("Not known")} | data.labels(LISTS.get(field, field))
    asked = {
        word: place.selectbox(
            _("The word “{word}” means", word=word),
            list(names),
            format_func=names.__getitem__,
            key=f"word_{field}_{at}",
        )
        for at, (word, place) in enumerate(_beside(words))
    }
    return {word: code for word, code in asked.items() if code}


def _beside(things: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each thing with its place, some beside each other."""
    places = [place for at in range(0, len(things), ABREAST) for place in st.columns(ABREAST)]
    return list(zip(things, places, strict=False))
