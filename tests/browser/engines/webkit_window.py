#!/usr/bin/python3
"""A bare window of WebKitGTK for WebKitWebDriver: nothing but the page, of any size (MiniBrowser's toolbar keeps it wider than a phone).

    webkit_window.py LANGUAGE WIDTH HEIGHT light|dark calm|lively [what the driver adds]
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gtk, WebKit2  # noqa: E402

language, width, height, theme, motion = sys.argv[1:6]
settings = Gtk.Settings.get_default()
settings.set_property("gtk-theme-name", "Adwaita-dark" if theme == "dark" else "Adwaita")
settings.set_property("gtk-application-prefer-dark-theme", theme == "dark")
settings.set_property("gtk-enable-animations", motion == "lively")

context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
context.set_preferred_languages([language])
view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
# The clipboard is asked for by the tests, not by a stranger.
view.connect("permission-request", lambda _, request: request.allow() or True)
view.get_settings().set_property("javascript-can-access-clipboard", True)
window = Gtk.Window(decorated=False)
window.set_default_size(int(width), int(height))
window.add(view)
window.connect("destroy", Gtk.main_quit)
window.show_all()
# Nobody gives a window of a bare screen the focus, and without it :focus is true of nothing.
focus = Gdk.Event.new(Gdk.EventType.FOCUS_CHANGE)
focus.window = window.get_window()
focus.in_ = True
Gtk.main_do_event(focus)


def started(_, session):
    session.connect("create-web-view", lambda _: view)


context.connect("automation-started", started)
Gtk.main()
