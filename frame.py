"""The table of contents: every page, its title and its place in the menu (看 look · 查 drill down · 办 do · 管 keep)."""

from lib.ui.frame import show

show()
