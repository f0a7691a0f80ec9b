"""A calendar and a feed to subscribe to, with a token of their own that is shown once."""

from functools import partial

import streamlit as st

from lib.access.devices import LONGEST, Devices
from lib.instructions.subscribing import CALENDAR, FEED
from lib.settings import from_environment
from lib.ui.frame import person, saving
from lib.ui.frame.words import _, language


def show() -> None:
    """Make a subscription known and withdraw one; nothing while the register has no account."""
    who = person.signed_in()
    if not who or not who.may("export"):
        return
    devices = Devices(from_environment())
    with st.expander(_("Subscribe as calendar or feed")):
        st.caption(_("What is to be done, in your calendar and for your areas; the program asks again by itself."))
        with st.form(saving.key("subscribe"), border=False):
            label = st.text_input(_("Name of the calendar"), max_chars=LONGEST, key=saving.key("subscribe_label"))
            sent = st.form_submit_button(_("Make a subscription"))
        if sent and saving.save(partial(_made, devices, who.name, label), who.name):
            st.rerun()
        known = {one.device_id: one.label for one in devices.listed(who.name) if one.device_id.startswith("calendar")}
        gone = st.selectbox(_("Subscriptions"), list(known), format_func=known.__getitem__) if known else None
        is_asked = bool(known) and st.button(_("Withdraw the subscription"))
        if gone and is_asked and saving.save(partial(_gone, devices, who.name, gone), who.name):
            st.rerun()


def _made(devices: Devices, name: str, label: str) -> str:
    device, token = devices.make(name, label, person.place(), "calendar")
    here = (st.context.url or "").split("/todo")[0].rstrip("/")
    calendar, feed = (here + path.format(language=language()) for path in (CALENDAR, FEED))
    return _("Calendar {calendar}, feed {feed}: user name **{device}**, password **{token}** — shown this once.",
             calendar=calendar, feed=feed, device=device, token=token)  # fmt: skip


def _gone(devices: Devices, name: str, device: str) -> str:
    devices.withdraw(name, device, person.place())
    return _("It tells nothing any more.")
