"""Tests of people: names, accounts, personal data, the CMS."""
