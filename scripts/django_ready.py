"""Import this before anything that imports models: it sets Django up from the environment."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training_site.settings")
django.setup()
