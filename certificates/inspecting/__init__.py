"""Examine a file that somebody sent, in a process that can do nothing but compute and answer.

`python -m certificates.inspecting` says that it is ready, locks itself in, reads one file and
writes what it found; `certificates.sandboxing` starts it, hands over the file and ends it. No
Django in here.
"""
