"""Where: areas shaded by what must leave, enterprises by gravest verdict, the dossier on a click, and what cannot be
drawn.
"""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.map import atlas
from lib.ui.parts import filters

with page(_("Map"), _("Where are the enterprises that must leave, and what does each of them run?")):
    chosen = filters.row(*filters.LINE_FILTERS)
    atlas.show(chosen)
