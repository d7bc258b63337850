"""Compile one catalogue: compile_messages.py IN.po OUT.mo (gettext itself is needed only to collect texts)."""

import sys

import polib

polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])
