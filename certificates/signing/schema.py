"""Exactly what a credential of ours may say; what it says beyond that is shown to nobody."""

from functools import cache

from jsonschema import Draft202012Validator

from certificates.signing import shipped


def conforms(document: object) -> list[str]:
    """Name each place that is not as our schema wants it, with the rule; none in a good credential.

    Signatures are another matter: they may hold for more than is allowed here.
    """
    try:
        return [
            f"{error.json_path}: {error.validator}" for error in _schema().iter_errors(document)
        ]
    except RecursionError:
        return ["$: too deep"]


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(shipped.document("schemas", "training-credential"))
