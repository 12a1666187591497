"""Certificates by the thousand, and lists that ask about them."""

from certificates import codes
from certificates.checking.ordering import Orderer, Roster, order
from certificates.models import BulkCheck, Certificate
from certificates.opening import entries_in
from tests.factories import NOON


def copies(certificate: Certificate, count: int) -> list[Certificate]:
    """As many certificates more, with the facts of this one and numbers of their own."""
    values = {
        field.attname: getattr(certificate, field.attname)
        for field in Certificate._meta.concrete_fields
        if field.name
        not in ("id", "public_id", "serial", "code", "basis", "completion", "status_index")
    }
    rows = [
        Certificate(**values, serial=f"COPY-{n}", code=codes.new_code(), basis=f"copy {n}")
        for n in range(count)
    ]
    return Certificate.objects.bulk_create(rows)


def ordered(text: str, by: Orderer) -> BulkCheck:
    """Have a pasted list checked; the worker has not begun."""
    source = text.encode()
    return order(Roster(source, entries_in(source), "list.csv"), by, at=NOON)
